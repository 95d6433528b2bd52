#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Writes the saved inputs of the fuzz targets capture and stream: perl tests/fuzz/make-packets.pl tests/fuzz/corpus
use strict;
use warnings;
use Compress::Zlib;

my $folder = shift // 'tests/fuzz/corpus';
my $ok = "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP a;branch=z9hG4bKa\r\nCall-ID: a\@b\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";
my $invite = "INVITE sip:a\@b SIP/2.0\r\nCall-ID: a\@b\r\nCSeq: 1 INVITE\r\nl: 5\r\n\r\nv=0\r\n";

sub save {
	my ($name, $bytes) = @_;
	open my $out, '>:raw', "$folder/$name" or die "$folder/$name: $!\n";
	print $out $bytes;
	close $out or die "$folder/$name: $!\n";
}

# Layers, from the inside out.
sub udp { my ($s, $d, $p) = @_; return pack('nnnn', $s, $d, 8 + length $p, 0) . $p }
sub tcp { my ($s, $d, $seq, $flags, $p) = @_; return pack('nnNNCCnnn', $s, $d, $seq, 1, 0x50, $flags, 0, 0, 0) . $p }
sub ip4 { my ($proto, $p, $frag, $back) = @_; my @a = ("\xc0\0\2\1", "\xc0\0\2\2"); @a = reverse @a if $back;
	return pack('CCnnnCCn', 0x45, 0, 20 + length $p, 1, $frag // 0, 64, $proto, 0) . $a[0] . $a[1] . $p }
sub ip6 { my ($next, $p) = @_; return pack('NnCC', 0x60000000, length $p, $next, 64) . "\x20\1" . "\0" x 13 . "\1" . "\x20\1" . "\0" x 13 . "\2" . $p }
sub eth { my ($type, $p) = @_; return "\2\0\0\0\0\1\2\0\0\0\0\2" . pack('n', $type) . $p }
sub ws { my ($first, $mask, $p) = @_; my $n = length $p;
	my $h = chr $first; my $m = $mask ? 0x80 : 0;
	$h .= $n < 126 ? chr($n | $m) : chr(126 | $m) . pack('n', $n);
	return $h . ($mask ? "mask" . ($p ^ substr('mask' x (1 + $n / 4), 0, $n)) : $p) }
sub chunk { my ($type, $p) = @_; return pack('nnn', 0, $type, 6 + length $p) . $p }
sub hep { my ($p, $packed) = @_; my $c = chunk(1, "\2") . chunk(2, "\x11") . chunk(3, "\x0a\0\0\1") . chunk(4, "\x0a\0\0\2") . chunk(7, "\x13\xc4") .
	chunk(8, "\x13\xc4") . chunk(9, "\0\0\0\1") . chunk(10, "\0\0\0\1") . ($packed ? chunk(16, compress($p)) : chunk(15, $p)); return 'HEP3' . pack('n', 6 + length $c) . $c }
sub data { my ($flags, $tsn, $p) = @_; my $c = pack('CCnNnnN', 0, $flags, 16 + length $p, $tsn, 1, 1, 0) . $p; return $c . "\0" x (-length($c) % 4) }

sub packed { my ($z) = deflateInit(-WindowBits => -15); my $out = '';
	for (@_) { my ($p) = $z->deflate($_); my ($more) = $z->flush(Z_SYNC_FLUSH); $out .= ws(0xc1, 1, substr $p . $more, 0, -4) }
	return $out }

my $inner = ip4(17, udp(5060, 5060, $ok));
my $in_eth = eth(0x800, $inner);
my $wifi = "\x08\1\0\0" . "\2\0\0\0\0\1" x 3 . "\0\0\xaa\xaa\3\0\0\0\x08\0" . $inner;
my $datagram = udp(5060, 5060, $ok);
my $split = tcp(1, 2, 1, 16, '');

sub question { my ($id, $back, $flags, $name, $type, $more) = @_;
	my $p = pack('nnnnnn', $id, $flags, 1, $more ? 1 : 0, 0, 0) . $name . pack('nn', $type, 1) . ($more // '');
	return ip4(17, $back ? udp(53, 40000, $p) : udp(40000, 53, $p), 0, $back) }
my $service = "\4_sip\4_udp\7example\3net\0";
my $client_hello = "\x16\3\1\0\x4d\1\0\0\x49\3\3" . 'r' x 32 . "\0\0\2\0\x2f\1\0\0\x1e\0\0\0\x10\0\x0e\0\0\x0bsip.example\0\x10\0\6\0\4\3sip";
my $server_hello = "\x16\3\3\0\x32\2\0\0\x2e\3\3" . 'r' x 32 . "\0\x13\1\0\0\6\0\x2b\0\2\3\4";
sub talk { my ($port, @parts) = @_; my @seq = (100, 500);
	my @out = (ip4(6, tcp(40000, $port, 99, 2, '')), ip4(6, tcp($port, 40000, 499, 18, ''), 0, 1));
	for (@parts) { my ($back, $p) = @$_; push @out, ip4(6, $back ? tcp($port, 40000, $seq[1], 16, $p) : tcp(40000, $port, $seq[0], 16, $p), 0, $back); $seq[$back] += length $p }
	return (@out, ip4(6, tcp($port, 40000, $seq[1], 17, ''), 0, 1), ip4(6, tcp(40000, $port, $seq[0], 4, ''))) }
my $esp = pack('NN', 0x3e9a, 1) . $datagram; $esp .= substr("\1\2\3", 0, (2 - length($datagram)) % 4) . chr((2 - length($datagram)) % 4) . "\x11" . 'z' x 12;
my $upgrade = "GET /ws HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Protocol: sip\r\n\r\n";

my %captures = (
	'icmp' => [101, ip4(1, "\3\3\0\0\0\0\5\x78$inner"), ip4(1, "\x0b\1\0\0\0\0\0\0" . substr $inner, 0, 28), ip4(1, "\3\4\0\0\0\0\5\x78" . ip4(6, tcp(1, 2, 3, 2, '')))],
	'icmp6' => [101, ip6(58, "\1\4\0\0\0\0\0\0" . ip6(17, $datagram)), ip6(58, "\2\0\0\0\0\0\5\0" . ip6(44, pack('CCnN', 17, 0, 1, 9) . $datagram))],
	'dns' => [101, question(1, 0, 0x100, $service, 33), question(1, 1, 0x8183, $service, 33), question(2, 0, 0x100, $service, 33), question(2, 1, 0x8180, $service, 33, "\xc0\x0c\0\x21\0\1\0\0\0\x3c\0\x0d\0\1\0\1\x13\xc4\3sip\xc0\x16"), question(3, 0, 0x100, "\3sip\7example\3net\0", 1), question(3, 1, 0x8180, "\3sip\7example\3net\0", 1, "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\7")],
	'dns-loops' => [101, question(1, 1, 0x8183, "\xc0\x0c", 33), question(1, 1, 0x8180, "\1a\0", 33, "\xc0\x1c\xc0\x1a"), question(1, 1, 0x8183, "\x3f", 1)],
	'dns-silent' => [101, (question(1, 0, 0x100, $service, 33), ('') x 6) x 4],
	'tcp-refused' => [101, ip4(6, tcp(40000, 5060, 99, 2, '')), ip4(6, tcp(5060, 40000, 0, 20, ''), 0, 1), (ip4(6, tcp(40001, 5060, 99, 2, ''))) x 4],
	'tls-alert' => [101, talk(5061, [0, $client_hello], [1, $server_hello], [0, "\x15\3\3\0\2\2\x30"])],
	'tls-good' => [101, talk(5061, [0, $client_hello], [1, "$server_hello\x14\3\3\0\1\1\x17\3\3\0\4data"], [0, "\x17\3\3\0\4data\x17\3\3\0\4data"], [1, "\x17\3\3\0\4data"])],
	'tls-endless' => [101, talk(5061, [0, "\x16\3\1\x40\0\1\0\x3f\xfc" . 'x' x 900], map { [0, 'x' x 900] } 1 .. 20)],
	'tls-plain' => [101, talk(5061, [0, $client_hello], [1, $ok])],
	'service' => [101, talk(5060, [0, $invite], [1, "HTTP/1.1 400 Bad Request\r\n\r\n<html>"])],
	'upgrade-refused' => [101, talk(8088, [0, $upgrade], [1, "HTTP/1.1 404 Not Found\r\n\r\n"])],
	'esp' => [101, ip4(50, $esp), ip4(17, udp(4500, 4500, $esp))],
	'vn-tag' => [1, eth(0x8926, "\0\5\0\3\x08\0$inner")], 'cisco-metadata' => [1, eth(0x8909, "\1\1\0\1\0\xa1\x08\0$inner")],
	'nsh' => [1, eth(0x894f, "\x0f\xc2\1\3\0\0\x21\xff$in_eth")], 'vxlan-gpe' => [101, ip4(17, udp(1, 4790, "\x0c\0\0\4\0\0\1\0\x0f\xc2\1\1\0\0\x21\xff$inner"))],
	'eoip' => [101, ip4(47, "\x20\1\x64\0" . pack('n', length $in_eth) . "\x0c\0$in_eth")], 'juniper' => [178, "MGC\x81\0\3ext$in_eth"],
	'erf' => [197, "timetime\x82\4\0\x99\0\0\0\x80\x83xxxxxxx\4yyyyyyyzz$in_eth"], 'docsis' => [143, "\1\4\0\x99extnhc$in_eth"],
	'pflog' => [117, "\x0d\2\0\0em0\0zzzzzzzz$inner"],
	'hep-packed' => [101, ip4(17, udp(1, 9060, hep($ok, 16)))],
	'websocket-packed' => [101, talk(8088, [0, $upgrade . packed($invite, $ok)])],
	'ethernet' => [1, $in_eth], 'vlan' => [1, eth(0x8100, "\0\5\x08\0$inner")], 'qinq' => [1, eth(0x88a8, "\0\5\x81\0\0\6\x08\0$inner")],
	'mpls' => [1, eth(0x8847, "\0\1\1\x40$inner")], 'pppoe' => [1, eth(0x8864, "\x11\0\0\1\1\0\0\x21$inner")],
	'llc' => [1, eth(length($inner) + 8, "\xaa\xaa\3\0\0\0\x08\0$inner")], 'null' => [0, "\2\0\0\0$inner"],
	'raw' => [101, $inner], 'raw6' => [101, ip6(17, $datagram)], 'cooked' => [113, "\0\0\0\1\0\6\2\0\0\0\0\1\0\0\x08\0$inner"],
	'ppp' => [9, "\xff\3\0\x21$inner"], 'wifi' => [105, $wifi], 'radiotap' => [127, "\0\0\x09\0\2\0\0\0\0$wifi"],
	'ppi' => [192, "\0\0\x08\0\1\0\0\0$in_eth"], 'nflog' => [239, "\2\0\0\0\xff\0\x09\0$inner"],
	'upper-pdu' => [252, "\0\x0c\0\4sip\0\0\x14\0\4\x0a\0\0\1\0\x19\0\4\0\0\x13\xc4\0\0\0\0$ok"],
	'gre' => [101, ip4(47, "\0\0\x08\0$inner")], 'erspan' => [101, ip4(47, "\x10\0\x88\xbe\0\0\0\1\x10\0\0\0\0\0\0\0$in_eth")],
	'ipip' => [101, ip4(4, $inner)], '6in4' => [101, ip4(41, ip6(17, $datagram))],
	'vxlan' => [101, ip4(17, udp(1, 4789, "\x08\0\0\0\0\0\1\0$in_eth"))], 'geneve' => [101, ip4(17, udp(1, 6081, "\0\0\x65\x58\0\0\1\0$in_eth"))],
	'gtp' => [101, ip4(17, udp(1, 2152, "\x34\xff" . pack('n', 8 + length $inner) . "\0\0\0\1\0\0\0\x85\1\0\0\0$inner"))],
	'tzsp' => [101, ip4(17, udp(1, 37008, "\1\0\0\1\0\x0a\1\x30\1$in_eth"))], 'l2tp' => [101, ip4(17, udp(1, 1701, "\0\2\0\1\0\1\xff\3\0\x21$inner"))],
	'teredo' => [101, ip4(17, udp(1, 3544, "\0\0\0\0\0\0\0\0" . ip6(17, $datagram)))],
	'extensions' => [101, ip6(0, "\x2b\0\1\4\0\0\0\0\x33\0\0\0\0\0\0\0\x11\4\0\0\0\0\0\1\0\0\0\1zzzzzzzzzzzz$datagram")],
	'fragments' => [101, ip4(17, substr($datagram, 64), 8), ip4(17, substr($datagram, 0, 64), 0x2000)],
	'fragments6' => [101, ip6(44, pack('CCnN', 17, 0, 64, 9) . substr($datagram, 64)), ip6(44, pack('CCnN', 17, 0, 1, 9) . substr($datagram, 0, 64))],
	'fragment-first' => [101, ip4(17, substr($datagram, 0, 64), 0x2000)],
	'tcp' => [101, ip4(6, tcp(1, 2, 99, 2, '')), ip4(6, tcp(2, 1, 9, 18, ''), 0, 1), ip4(6, tcp(1, 2, 100, 16, $invite . $ok)), ip4(6, tcp(2, 1, 10, 16, $ok), 0, 1), ip4(6, tcp(1, 2, 999, 17, ''))],
	'tcp-order' => [101, ip4(6, tcp(1, 2, 99, 2, '')), ip4(6, tcp(1, 2, 150, 16, substr($ok, 50))), ip4(6, tcp(1, 2, 100, 16, substr($ok, 0, 70)))],
	'tcp-gap' => [101, ip4(6, tcp(1, 2, 100, 16, substr($ok, 0, 70))), ip4(6, tcp(1, 2, 900, 16, "x\r\n$ok")), map { ip4(6, tcp(1, 2, 2000 + $_ * 100, 16, "zz")) } 1 .. 3],
	'tcp-again' => [101, ip4(6, tcp(1, 2, 100, 16, substr($ok, 0, 70))), ip4(6, tcp(1, 2, 7, 2, '')), ip4(6, tcp(1, 2, 8, 16, $ok)), ip4(6, tcp(1, 2, 8, 4, ''))],
	'websocket' => [101, ip4(6, tcp(1, 2, 1, 16, "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n" . ws(0x81, 1, $ok) . ws(1, 1, substr($ok, 0, 20)) . ws(0x80, 1, substr($ok, 20))))],
	'hep' => [101, ip4(17, udp(1, 9060, hep($ok))), ip4(6, tcp(1, 9060, 1, 16, hep($ok) . hep($invite)))],
	'hep2' => [101, ip4(17, udp(1, 9060, "\2\x1c\2\x11\x13\xc4\x13\xc5\x0a\0\0\1\x0a\0\0\2\x64\0\0\0\7\0\0\0\1\0\0\0$ok"))],
	'sctp' => [101, ip4(132, pack('nnNN', 1, 2, 3, 0) . data(3, 1, $ok) . data(2, 2, substr($ok, 0, 50)) . data(1, 3, substr($ok, 50)))],
	'keep-alive' => [101, ip4(17, udp(1, 2, "\r\n\r\n$ok"))],
);
for my $name (sort keys %captures) {
	my ($type, @packets) = @{ $captures{$name} };
	save("capture/$name", chr($type) . join '', map { pack('n', length) . $_ } @packets);
}
my ($type, $packet) = @{ $captures{raw} };
save('capture/snaplen', chr($type) . pack('n', 0x8000 | 80) . substr $packet, 0, 80);
save('capture/empty', '');

my %streams = (
	'messages' => $ok . $invite . "\r\n\r\n" . $ok, 'rubbish' => "old body\r\n$ok" . "glued$ok", 'no-length' => "SIP/2.0 180 Ringing\r\nCall-ID: a\r\n\r\nbody$ok",
	'long' => "SIP/2.0 200 OK\r\nl: 70000\r\n\r\n" . 'x' x 700, 'huge' => "SIP/2.0 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n$ok",
	'websocket' => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" . ws(0x82, 0, $invite) . ws(0x89, 0, 'x') . ws(0x82, 0, $ok),
	'websocket-midway' => ws(0x82, 1, $invite) . ws(0xc1, 1, 'compressed') . ws(0x82, 1, $ok), 'websocket-long' => "GET / HTTP/1.1\r\nUpgrade: websocket\r\n\r\n\x82\xff\xff\xff\xff\xff\xff\xff\xff\xffmask",
	'websocket-packed' => "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n" . packed($invite, $ok, 'x' x 300),
	'tls-records' => $client_hello . "\x14\3\3\0\1\1\x15\3\3\0\2\2\x28\x17\3\3\x40\0data", 'ssh' => "SSH-2.0-OpenSSH_9.2\r\n",
	'hep' => hep($ok) . hep($invite), 'tls' => "\x16\3\1\2\0\1\0\1\xfc\3\3" . 'x' x 30, 'http' => "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
);
for my $name (sort keys %streams) {
	save("stream/$name", "\0\0$streams{$name}");
	save("stream/$name-in-pieces", chr(7) . chr(9) . $streams{$name});
}

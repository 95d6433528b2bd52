#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# media.pl KIND [sip|audio]: writes a capture to stdout, of a call with its audio, or only one of them. Below, %kinds tells
# what each kind holds.
use strict;
use warnings;

binmode STDOUT;
my @packets;	# [time, bytes from the IP header on]
my %host = (a => "\xc0\0\2\1", b => "\xc6\x33\x64\2", r => "\xcb\0\x71\3", c => "\xc6\x33\x64\4", n => "\xc0\0\2\x63", p => "\x0a\0\0\5");
sub dotted { return join '.', unpack 'C4', $host{$_[0]} }

sub ip { my ($from, $to, $proto, $bytes) = @_;
	return pack('CCnnnCCn', 0x45, 0, 20 + length $bytes, 7, 0, 64, $proto, 0) . $host{$from} . $host{$to} . $bytes }
sub udp { my ($sport, $dport, $bytes) = @_; return pack('nnnn', $sport, $dport, 8 + length $bytes, 0) . $bytes }
sub put { my ($time, $from, $sport, $to, $dport, $bytes) = @_; push @packets, [$time, ip($from, $to, 17, udp($sport, $dport, $bytes))] }

sub sdp { my ($host, $port, %o) = @_;
	return join "\r\n", 'v=0', "o=- 1 1 IN IP4 " . dotted($host), 's=-', "c=IN IP4 " . ($o{hold} ? '0.0.0.0' : dotted($host)), 't=0 0',
		"m=audio $port " . ($o{profile} // 'RTP/AVP') . ' ' . ($o{types} // '8 0 101'), 'a=rtpmap:101 telephone-event/8000',
		@{ $o{lines} // [] }, '' }

# One message of the call: who sends it is one letter, and so is who gets it.
sub sip { my ($time, $from, $to, $start, $cseq, %o) = @_;
	my $body = $o{sdp} // '';
	my ($f, $ft, $t, $tt) = $o{back} ? ('bob', 'b', 'alice', 'a') : ('alice', 'a', 'bob', 'b');
	my $to_tag = $start =~ /^INVITE/ && !$o{in} ? '' : ";tag=$tt";
	my $client = $start =~ /^SIP/ ? $to : $from;
	my $id = $o{id} // 'one';
	(my $branch = $cseq) =~ s/ (?:INVITE|CANCEL)$//;
	$branch =~ tr/ /-/;
	put($time, $from, 5060, $to, 5060, "$start\r\nVia: SIP/2.0/UDP " . dotted($client) . ":5060;branch=z9hG4bK-$id-$branch\r\n" .
		"From: <sip:$f\@example.net>;tag=$ft\r\nTo: <sip:$t\@example.net>$to_tag\r\nCall-ID: $id\@example.net\r\nCSeq: $cseq\r\n" .
		"Max-Forwards: 70\r\nContact: <sip:" . dotted($from) . ">\r\n" . ($body ne '' ? 'Content-Type: ' . ($o{type} // 'application/sdp') . "\r\n" : '') .
		'Content-Length: ' . length($body) . "\r\n\r\n$body") }

# Audio: fifty packets a second.
my $ssrc = 7;
sub rtp { my ($from, $sport, $to, $dport, $begin, $end, $type) = @_;
	my $source = $ssrc++;
	for my $n (0 .. int(($end - $begin) * 50 + .5)) {
		put($begin + $n / 50, $from, $sport, $to, $dport, pack('CCnNN', 0x80, $type // 8, $n & 65535, $n * 160, $source) . 'x' x 160);
	} }
sub rtcp { my ($from, $sport, $to, $dport, $begin, $end) = @_;
	for (my $t = $begin; $t < $end; $t += 5) { put($t, $from, $sport, $to, $dport, pack('CCnNNNNNN', 0x80, 200, 6, 7, 1, 2, 3, 4, 5)) } }
sub port_unreachable { my ($time, $by, $of) = @_;
	push @packets, [$time, ip($by, $of, 1, pack('CCnN', 3, 3, 0, 0) . ip($of, $by, 17, udp(4000, 4002, 'x' x 12)))] }

sub begin { my (%o) = @_;
	sip(0, 'a', 'b', 'INVITE sip:bob@example.net SIP/2.0', '1 INVITE', sdp => $o{offer} // sdp('a', 4000));
	sip(.1, 'b', 'a', 'SIP/2.0 180 Ringing', '1 INVITE') unless $o{early};
	sip(2, 'b', 'a', 'SIP/2.0 200 OK', '1 INVITE', sdp => $o{answer} // sdp('b', 4002));
	sip(2.1, 'a', 'b', 'ACK sip:bob@example.net SIP/2.0', '1 ACK') }
sub end { my ($time) = @_;
	sip($time, 'a', 'b', 'BYE sip:bob@example.net SIP/2.0', '9 BYE');
	sip($time + .1, 'b', 'a', 'SIP/2.0 200 OK', '9 BYE');
	sip($time + 60, 'c', 'n', 'OPTIONS sip:x@example.net SIP/2.0', '1 OPTIONS', id => 'other');
	sip($time + 60.1, 'n', 'c', 'SIP/2.0 200 OK', '1 OPTIONS', id => 'other') }
# The callee changes the media.
sub again { my ($time, $cseq, $offer, $answer) = @_;
	sip($time, 'b', 'a', 'INVITE sip:alice@example.net SIP/2.0', "$cseq INVITE", back => 1, in => 1, sdp => $offer);
	sip($time + .1, 'a', 'b', 'SIP/2.0 200 OK', "$cseq INVITE", back => 1, sdp => $answer);
	sip($time + .2, 'b', 'a', 'ACK sip:alice@example.net SIP/2.0', "$cseq ACK", back => 1) }
sub to_b { rtp('a', 4000, 'b', 4002, $_[0] // 2.1, $_[1] // 14, $_[2]) }
sub to_a { rtp('b', 4002, 'a', 4000, $_[0] // 2.1, $_[1] // 14, $_[2]) }

my %kinds = (
	# Good calls.
	'both-ways' => sub { begin(); to_b(); to_a(); end(14) },
	'early-media' => sub {
		sip(.5, 'b', 'a', 'SIP/2.0 183 Session Progress', '1 INVITE', sdp => sdp('b', 4002));
		begin(early => 1); rtp('b', 4002, 'a', 4000, .5, 14); to_b(2.2); end(14) },
	'hold' => sub {
		begin(); to_b(2.1, 6); to_a();
		again(6, 21, sdp('b', 4002, lines => ['a=sendonly']), sdp('a', 4000, lines => ['a=recvonly'])); end(14) },
	'resumed' => sub {
		begin(); to_b(2.1, 4); to_a(2.1, 4);
		again(4, 21, sdp('b', 4002, lines => ['a=inactive']), sdp('a', 4000, lines => ['a=inactive']));
		again(8, 22, sdp('b', 4002), sdp('a', 4000)); to_b(8.2); to_a(8.2); end(14) },
	'srtp' => sub {
		my @key = ('a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw');
		begin(offer => sdp('a', 4000, profile => 'RTP/SAVP', lines => \@key), answer => sdp('b', 4002, profile => 'RTP/SAVP', lines => \@key));
		to_b(); to_a(); end(14) },
	'rtcp-mux' => sub {
		begin(offer => sdp('a', 4000, lines => ['a=rtcp-mux']), answer => sdp('b', 4002, lines => ['a=rtcp-mux'])); to_b(); to_a();
		rtcp('a', 4000, 'b', 4002, 3, 14); rtcp('b', 4002, 'a', 4000, 3, 14); end(14) },
	'ports-move' => sub {
		begin(); to_b(2.1, 6.2); to_a(2.1, 6);
		again(6, 21, sdp('c', 6002), sdp('a', 4000)); rtp('a', 4000, 'c', 6002, 6.2, 14); rtp('c', 6002, 'a', 4000, 6.2, 14); end(14) },
	'silence-suppression' => sub { begin(); to_b(); to_a(2.1, 3); to_a(4, 4, 13); to_a(8, 8, 13); end(14) },
	'transfer' => sub {
		begin(); to_b(2.1, 8); to_a(2.1, 8);
		sip(7, 'b', 'a', 'REFER sip:alice@example.net SIP/2.0', '21 REFER', back => 1, in => 1);
		sip(7.1, 'a', 'b', 'SIP/2.0 202 Accepted', '21 REFER', back => 1);
		sip(8, 'b', 'a', 'BYE sip:alice@example.net SIP/2.0', '22 BYE', back => 1);
		sip(8.1, 'a', 'b', 'SIP/2.0 200 OK', '22 BYE', back => 1);
		sip(8, 'a', 'c', 'INVITE sip:carol@example.net SIP/2.0', '1 INVITE', id => 'two', sdp => sdp('a', 4010));
		sip(9, 'c', 'a', 'SIP/2.0 200 OK', '1 INVITE', id => 'two', sdp => sdp('c', 7000));
		sip(9.1, 'a', 'c', 'ACK sip:carol@example.net SIP/2.0', '1 ACK', id => 'two');
		rtp('a', 4010, 'c', 7000, 9.1, 20); rtp('c', 7000, 'a', 4010, 9.1, 20);
		sip(20, 'a', 'c', 'BYE sip:carol@example.net SIP/2.0', '2 BYE', id => 'two');
		sip(20.1, 'c', 'a', 'SIP/2.0 200 OK', '2 BYE', id => 'two') },
	'latched' => sub { begin(offer => sdp('p', 4000)); rtp('a', 41000, 'b', 4002, 2.1, 14); rtp('b', 4002, 'a', 41000, 2.2, 14); end(14) },
	'no-media' => sub { begin(); end(14) },
	# Broken ones.
	'one-way' => sub { begin(); to_b(); end(14) },
	'none' => sub { begin(); rtp('a', 9000, 'c', 9002, 0, 20); rtp('c', 9002, 'a', 9000, 0, 20); end(14) },
	'refused' => sub { begin(); to_b(); port_unreachable($_ * 2, 'b', 'a') for 2 .. 6; end(14) },
	'misdirected' => sub { begin(); to_b(); rtp('b', 4002, 'n', 4000, 2.1, 14); end(14) },
	'wrong-payload' => sub { begin(); to_b(); to_a(2.1, 14, 18); end(14) },
	'late' => sub { begin(); to_b(); to_a(6); end(14) },
	'private' => sub { begin(offer => sdp('p', 4000)); rtp('a', 41000, 'b', 4002, 2.1, 14); rtp('b', 4002, 'p', 4000, 2.1, 14); end(14) },
	'announced-isup' => sub {	# the network's cause stands in the ACM that comes with the announcement
		my $acm = "\x06\x16\4\1\x29\1\1\x12\2\x83\x81\0";
		sip(0, 'a', 'b', 'INVITE sip:bob@example.net SIP/2.0', '1 INVITE', sdp => sdp('a', 4000));
		sip(.5, 'b', 'a', 'SIP/2.0 183 Session Progress', '1 INVITE', type => 'multipart/mixed;boundary=x',
			sdp => "--x\r\nContent-Type: application/sdp\r\n\r\n" . sdp('b', 4002) .
				"\r\n--x\r\nContent-Type: application/ISUP;version=itu-t92+\r\n\r\n$acm\r\n--x--\r\n");
		sip(7, 'b', 'a', 'SIP/2.0 404 Not Found', '1 INVITE');
		sip(7.1, 'a', 'b', 'ACK sip:bob@example.net SIP/2.0', '1 ACK') },
	'announced' => sub {
		sip(0, 'a', 'b', 'INVITE sip:bob@example.net SIP/2.0', '1 INVITE', sdp => sdp('a', 4000));
		sip(.5, 'b', 'a', 'SIP/2.0 183 Session Progress', '1 INVITE', sdp => sdp('b', 4002));
		to_a(.6, 7.1);
		sip(7, 'b', 'a', 'SIP/2.0 404 Not Found', '1 INVITE');
		sip(7.1, 'a', 'b', 'ACK sip:bob@example.net SIP/2.0', '1 ACK') },
);

my ($kind, $part) = @ARGV;
$kind //= '';
($kinds{$kind} or die "media.pl: no $kind\n")->();
print pack('VvvVVVV', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101);
for (sort { $a->[0] <=> $b->[0] } @packets) {
	my ($time, $bytes) = @$_;
	my $is_sip = unpack('x9 C', $bytes) == 17 && unpack('x20 n', $bytes) == 5060;
	next if defined $part && $part ne ($is_sip ? 'sip' : 'audio');
	print pack('VVVV', 1700000000 + int $time, int(($time - int $time) * 1e6 + .5), length $bytes, length $bytes), $bytes;
}

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# capture.pl udp|tcp|gone|vlan|fragments|foreign|hep|hep1|hep2|hep6|tls: writes a small capture to stdout, of a call that is refused as busy.
use strict;
use warnings;

my $form = shift // 'udp';
binmode STDOUT;

sub message {
	my ($start, $cseq, $to, $extra) = @_;
	return "$start\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1\r\nFrom: <sip:ann\@example.com>;tag=a\r\nTo: <sip:bob\@example.com>$to\r\n" .
		"Call-ID: busy\@example.com\r\nCSeq: 1 $cseq\r\n$extra" . "Content-Length: 0\r\n\r\n";
}

my $contact = "Max-Forwards: 70\r\nContact: <sip:ann\@192.0.2.1>\r\n";
my @messages = (
	[0, message('INVITE sip:bob@example.com SIP/2.0', 'INVITE', '', $contact)],
	[1, message('SIP/2.0 100 Trying', 'INVITE', '', '')],
	[1, message('SIP/2.0 486 Busy Here', 'INVITE', ';tag=b', "X-Padding: " . 'x' x 60 . "\r\n")],
	[0, message('ACK sip:bob@example.com SIP/2.0', 'ACK', ';tag=b', "Max-Forwards: 70\r\n")],
);
my @seq = (1000, 5000);
my $port = $form eq 'gone' ? 8123 : 5070;
my @packets;

sub ip { my ($back, $proto, $bytes, $frag) = @_; my @a = ("\xc0\0\2\1", "\xc0\0\2\2");
	return pack('CCnnnCCn', 0x45, 0, 20 + length $bytes, 7, $frag // 0, 64, $proto, 0) . $a[$back] . $a[!$back] . $bytes }
sub udp { my ($bytes) = @_; return pack('nnnn', 5060, 5060, 8 + length $bytes, 0) . $bytes }
sub tcp { my ($back, $bytes) = @_; my $t = pack('nnNNCCnnn', $back ? ($port, 40000) : (40000, $port), $seq[$back], $seq[!$back], 0x50, 16, 0, 0, 0);
	$seq[$back] += length $bytes; return $t . $bytes }

# What a capture agent sends over UDP, as a receiver writes it out: one HEP packet after the other.
sub chunk { my ($type, $bytes) = @_; return pack('nnn', 0, $type, 6 + length $bytes) . $bytes }
sub hep { my ($back, $bytes, $n) = @_; my @a = ("\xc0\0\2\1", "\xc0\0\2\2");
	my $c = chunk(1, "\2") . chunk(2, "\x11") . chunk(3, $a[$back]) . chunk(4, $a[!$back]) . chunk(7, "\x13\xc4") . chunk(8, "\x13\xc4") .
		chunk(9, pack('N', 1700000000 + $n)) . chunk(10, pack('N', 7)) . chunk(11, "\1") . chunk(12, "\0\0\7\xd1") . chunk(15, $bytes);
	return 'HEP3' . pack('n', 6 + length $c) . $c }

if ($form eq 'hep') {
	print hep(@{$messages[0]}, 0), hep(@{$messages[2]}, 1);
	exit;
}

# Versions 1 and 2, whose packets don't say how long they are; hep6 is version 2 over IPv6, with bytes of no packet in between.
sub old_hep { my ($version, $back, $bytes, $n) = @_;
	my @a = $form eq 'hep6' ? ("\x20\1\x0d\xb8" . "\0" x 11 . "\1", "\x20\1\x0d\xb8" . "\0" x 11 . "\2") : ("\xc0\0\2\1", "\xc0\0\2\2");
	my $body = "Content-Type: text/plain\r\nContent-Length: 6\r\n\r\n\1\x10\2\x11\r\n";	# which looks like the next header
	$bytes =~ s/Content-Length: 0\r\n\r\n$/$n == 1 ? "\r\n" : $body/e;
	my $rest = pack('nn', 5060, 5060) . $a[$back] . $a[!$back] . ($version == 2 ? pack('VVvv', 1700000000 + $n, 7, 2001, 0) : '');
	return pack('CCCC', $version, 4 + length $rest, length $a[0] == 4 ? 2 : 10, 17) . $rest . $bytes }

if ($form =~ /^hep([126])$/) {
	my $version = $1 == 1 ? 1 : 2;
	print old_hep($version, @{$messages[0]}, 0), ($1 == 6 ? "\2\x34\x0a\x11" . 'x' x 60 . "\n\n" : ''),
		old_hep($version, @{$messages[2]}, 1), old_hep($version, @{$messages[3]}, 2);
	exit;
}

# TLS to port 5061 that goes well: hellos, then what nobody can read.
my @tls = ([0, 2, ''], [1, 18, ''],
	[0, 16, "\x16\3\1\0\x2d\1\0\0\x29\3\3" . 'r' x 32 . "\0\0\2\0\x2f\1\0"], [1, 16, "\x16\3\3\0\x2a\2\0\0\x26\3\3" . 'r' x 32 . "\0\0\x2f\0"],
	map { [$_, 16, "\x14\3\3\0\1\1\x17\3\3\0\4data"] } 0, 1);

if ($form eq 'tls') {
	for (@tls) {
		my ($back, $flags, $bytes) = @$_;
		push @packets, ip($back, 6, pack('nnNNCCnnn', $back ? (5061, 40000) : (40000, 5061), $seq[$back], $seq[!$back], 0x50, $flags, 0, 0, 0) . $bytes);
		$seq[$back] += length($bytes) + ($flags & 2 ? 1 : 0);
	}
	@messages = ();
}

for (@messages) {
	my ($back, $bytes) = @$_;
	if ($form eq 'tcp' || $form eq 'gone') {
		my @parts = map { ip($back, 6, tcp($back, $_)) } unpack '(a100)*', $bytes;
		push @packets, $bytes =~ /486/ ? reverse @parts : @parts;
	} elsif ($form eq 'fragments') {
		my @parts = unpack '(a128)*', udp($bytes);
		push @packets, map { ip($back, 17, $parts[$_], $_ * 16 | ($_ < $#parts ? 0x2000 : 0)) } 0 .. $#parts;
	} else {
		push @packets, ip($back, 17, udp($bytes));
	}
}

# From then on nobody listens there, nor on a port that no SIP went to.
for my $try (map { [ $port, $_ ], [ 9123, $_ ] } $form eq 'gone' ? (40002, 40004, 40006) : ()) {
	my ($to, $from) = @$try;
	push @packets, ip(0, 6, pack('nnNNCCnnn', $from, $to, 1, 0, 0x50, 2, 0, 0, 0)), ip(1, 6, pack('nnNNCCnnn', $to, $from, 0, 2, 0x50, 20, 0, 0, 0));
}

my $link = $form eq 'foreign' ? 147 : $form eq 'vlan' ? 1 : 101;
@packets = map { "\2\0\0\0\0\1\2\0\0\0\0\2\x81\0\0\5\x08\0$_" } @packets if $form eq 'vlan';
print pack('VvvVVVV', 0xa1b2c3d4, 2, 4, 0, 0, 65535, $link);
my $time = 0;
print pack('VVVV', 1700000000, 10000 * $time++, length, length), $_ for @packets;

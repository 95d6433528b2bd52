#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Several files are one body of evidence, in TAP: any order of the files says the same; a capture that is cut in two says
# what the whole says; captures of different days say what each says alone. With captures that are made here, and with
# those given as arguments (libpcap's own format; others are passed over).
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my @given = map { abs_path($_) } @ARGV;
my $folder = apart();
chdir $folder or die "$folder: $!\n";

# ---- captures, as lists of [time in µs, bytes, length on the wire], after their link type ----

sub message {
	my ($start, $call, $cseq, $to, $more) = @_;
	return "$start\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK$call$cseq->[0]\r\nFrom: <sip:ann\@example.com>;tag=a\r\n" .
	    "To: <sip:bob\@example.com>$to\r\nCall-ID: $call\r\nCSeq: $cseq->[0] $cseq->[1]\r\nMax-Forwards: 70\r\n" .
	    "Contact: <sip:x\@192.0.2.1>\r\n$more" . "Content-Length: 0\r\n\r\n";
}

sub packet {
	my ($time, $back, $text) = @_;
	my @a = ("\xc0\0\2\1", "\xc0\0\2\2");
	my $udp = pack('nnnn', 5060, 5060, 8 + length $text, 0) . $text;
	my $ip = pack('CCnnnCCn', 0x45, 0, 20 + length $udp, 7, 0, 64, 17, 0) . $a[$back] . $a[!$back] . $udp;
	return [ int($time * 1e6), $ip, length $ip ];
}

my $invite = 'INVITE sip:bob@example.com SIP/2.0';
my $start = 1700000000;

sub busy {
	my ($at, $call) = @_;
	my $t = $start + $at;
	return map { packet(@$_) } [ $t, 0, message($invite, $call, [ 1, 'INVITE' ], '', '') ],
	    [ $t + .02, 1, message('SIP/2.0 100 Trying', $call, [ 1, 'INVITE' ], '', '') ],
	    [ $t + 2, 1, message('SIP/2.0 486 Busy Here', $call, [ 1, 'INVITE' ], ';tag=b', '') ],
	    [ $t + 2.01, 0, message('ACK sip:bob@example.com SIP/2.0', $call, [ 1, 'ACK' ], ';tag=b', '') ];
}

sub unanswered {
	my ($at, $call) = @_;
	return map { packet($start + $at + $_, 0, message($invite, $call, [ 1, 'INVITE' ], '', '')) } 0, .5, 1.5, 3.5, 7.5, 15.5, 31.5;
}

sub good {
	my ($at, $call) = @_;
	my ($t, $ok) = ($start + $at, 'SIP/2.0 200 OK');
	return map { packet(@$_) } [ $t, 0, message($invite, $call, [ 1, 'INVITE' ], '', '') ],
	    [ $t + .1, 1, message('SIP/2.0 180 Ringing', $call, [ 1, 'INVITE' ], ';tag=b', '') ],
	    [ $t + 4, 1, message($ok, $call, [ 1, 'INVITE' ], ';tag=b', '') ],
	    [ $t + 4.03, 0, message('ACK sip:x@192.0.2.1 SIP/2.0', $call, [ 1, 'ACK' ], ';tag=b', '') ],
	    [ $t + 24, 0, message('BYE sip:x@192.0.2.1 SIP/2.0', $call, [ 2, 'BYE' ], ';tag=b', '') ],
	    [ $t + 24.02, 1, message($ok, $call, [ 2, 'BYE' ], ';tag=b', '') ];
}

sub in_time { return sort { $a->[0] <=> $b->[0] } @_ }

sub write_capture {
	my ($file, $link, @packets) = @_;
	open my $f, '>:raw', $file or die "$file: $!\n";
	print $f pack('VvvVVVV', 0xa1b2c3d4, 2, 4, 0, 0, 262144, $link);
	print $f pack('VVVV', int($_->[0] / 1e6), $_->[0] % 1_000_000, length $_->[1], $_->[2]), $_->[1] for @packets;
	close $f;
	return $file;
}

# Nothing where it is in another format, or ends inside a packet.
sub read_capture {
	my ($file) = @_;
	open my $f, '<:raw', $file or die "$file: $!\n";
	local $/;
	my $bytes = <$f>;
	my ($long, $magic, $fraction) = ('V', unpack('V', $bytes) // 0, 1);
	($long, $magic) = ('N', unpack 'N', $bytes) if $magic == 0xd4c3b2a1 || $magic == 0x4d3cb2a1;
	return if length $bytes < 24 || ($magic != 0xa1b2c3d4 && $magic != 0xa1b23c4d);
	$fraction = 1000 if $magic == 0xa1b23c4d;
	my $link = unpack $long, substr $bytes, 20, 4;
	my @packets;
	for (my $at = 24; $at < length $bytes;) {
		return if $at + 16 > length $bytes;
		my ($s, $part, $n, $whole) = unpack "${long}4", substr $bytes, $at, 16;
		return if $at + 16 + $n > length $bytes;
		push @packets, [ $s * 1e6 + int($part / $fraction), substr($bytes, $at + 16, $n), $whole ];
		$at += 16 + $n;
	}
	return ($link, @packets);
}

# ---- what is said, without the place in its file ----

sub says {
	my @lines = `$siperr --format json --all @_ 2>trouble`;
	die "siperr @_: exit status $?\n" . `cat trouble` if $? >> 8 > 2 || $? & 127;
	for (@lines) {
		s/"(?:file|time)":"[^"]*",?//g;
		s/"(?:packet|line|message)":\d+,?//g;
		s/"text":"[^"]*",?//g;	# sentences name packets
		s/,}/}/g;
	}
	return join '', sort @lines;
}

sub with_days {
	my ($days, @packets) = @_;
	return map { [ $_->[0] + $days * 86400e6, $_->[1], $_->[2] ] } @packets;
}

my $number = 0;

sub name { return 'f' . ++$number . '.pcap' }

sub a_cut_capture {
	my ($name, $link, @packets) = @_;
	my $whole = says(write_capture(name(), $link, @packets));
	my $gap = 0;
	my @at = grep { $_ >= 1 && $_ < @packets && $packets[$_][0] - $packets[$_ - 1][0] <= 60e6 && $packets[$_][0] >= $packets[$_ - 1][0] }
	    map { int(@packets * $_ / 5) } 1 .. 4;
	for my $at (@at) {
		my @halves = (write_capture(name(), $link, @packets[0 .. $at - 1]), write_capture(name(), $link, @packets[$at .. $#packets]));
		my ($there, $back) = (says(@halves), says(reverse @halves));
		return test("$name: cut at packet $at", 0, "whole:\n$whole\nin two files:\n$there") if $there ne $whole;
		return test("$name: cut at packet $at, in any order", 0, "$there\n$back") if $there ne $back;
	}
	return test("$name: cut in two, named in any order", 1);
}

sub different_days {
	my ($name, $link, @packets) = @_;
	my @first = grep { $_->[0] > 0 } @packets;
	my @files = map { write_capture(name(), $link, with_days($_, @first)) } 0, 3;
	my $alone = join '', sort map { says($_) =~ /^.*\n/mg } @files;
	my ($there, $back) = (says(@files), says(reverse @files));
	test("$name: two days say what each says alone", $there eq $alone && $back eq $alone, "alone:\n$alone\ntogether:\n$there");
}

# A tap with a file for each direction: what one lacks the other has, of connections, too.
sub by_direction {
	my ($name, @packets) = @_;
	my @halves = map { my $from = $_; write_capture(name(), 101, grep { substr($_->[1], 12, 4) eq $from } @packets) } "\xc0\0\2\1", "\xc0\0\2\2";
	my ($whole, $there, $back) = (says(write_capture(name(), 101, @packets)), says(@halves), says(reverse @halves));
	test("$name: a file for each direction", $whole eq $there && $there eq $back && $whole ne '', "whole:\n$whole\nin two files:\n$there\n$back");
	return $whole;
}

sub segment {
	my ($time, $back, $seq, $ack, $flags, $text) = @_;
	my @a = ("\xc0\0\2\1", "\xc0\0\2\2");
	my @ports = $back ? (5060, 40_000) : (40_000, 5060);
	my $tcp = pack('nnNNCCnnn', @ports, $seq, $ack, 0x50, $flags, 9000, 0, 0) . ($text // '');
	my $ip = pack('CCnnnCCn', 0x45, 0, 20 + length $tcp, 7, 0, 64, 6, 0) . $a[$back] . $a[!$back] . $tcp;
	return [ int(($start + $time) * 1e6), $ip, length $ip ];
}

# The client connects, asks, and gets … until the connection ends with these flags.
sub connected {
	my ($answer, $ends) = @_;
	my $ask = message($invite, 't' . ++$number, [ 1, 'INVITE' ], '', '') =~ s/UDP/TCP/r;
	my ($sent, $got) = (101 + length $ask, 201 + length $answer);
	return (segment(0, 0, 100, 0, 0x02), segment(.01, 1, 200, 101, 0x12), segment(.02, 0, 101, 201, 0x10), segment(.03, 0, 101, 201, 0x18, $ask),
	    segment(.04, 1, 201, $sent, 0x10), $answer eq '' ? () : (segment(.05, 1, 201, $sent, 0x18, $answer), segment(.06, 0, $sent, $got, 0x10)),
	    segment(3, 1, $got, $sent, $ends), map { packet(@$_) } [ $start + 50, 0, message('OPTIONS sip:b SIP/2.0', 'p', [ 1, 'OPTIONS' ], '', '') ],
	    [ $start + 50.1, 1, message('SIP/2.0 200 OK', 'p', [ 1, 'OPTIONS' ], ';tag=p', '') ]);
}

my %made = (
	'a call that is refused' => [ busy(0, 'a1'), good(40, 'g1') ],
	'silence beside a good call' => [ in_time(unanswered(0, 'u1'), good(5, 'g2')), busy(70, 'a2') ],
);
for (sort keys %made) {
	a_cut_capture($_, 101, @{ $made{$_} });
	different_days($_, 101, @{ $made{$_} });
}

by_direction($_, @{ $made{$_} }) for sort keys %made;
by_direction('a challenge within milliseconds', challenged(0, 'c3'));
my $refused = by_direction('a connection is refused', segment(0, 0, 100, 0, 0x02), segment(.01, 1, 0, 101, 0x14));
my $broken = by_direction('a connection breaks', connected('', 0x14));
my $other = by_direction('something else answers', connected("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", 0x11));
for my $at (.025, .045, 2) {	# and each of them in two files, as a ring has them
	my @packets = connected('', 0x14);
	my @files = map { my $from = $_; map { my $late = $_; write_capture(name(), 101, grep { substr($_->[1], 12, 4) eq $from &&
	    ($_->[0] >= ($start + $at) * 1e6) == $late } @packets) } 0, 1 } "\xc0\0\2\1", "\xc0\0\2\2";
	my ($whole, $there) = (says(write_capture(name(), 101, @packets)), says(@files));
	test("a ring of files for each direction, cut after $at s", $whole eq $there && $whole =~ /connection-lost/, "$whole\n$there");
}
test('what the whole says of them', $broken =~ /path\.connection-lost/ && $other =~ /path\.wrong-service/, "$refused$broken$other");

# Two interfaces: what comes back is fetched a little later and stands behind what followed on it, in a file and in a stream.
sub challenged {
	my ($at, $call) = @_;
	my $t = $start + $at;
	my $realm = 'Digest realm="example.com", nonce="n"';
	return map { packet(@$_) } [ $t, 0, message($invite, $call, [ 1, 'INVITE' ], '', '') ],
	    [ $t + .005, 1, message('SIP/2.0 407 Proxy Authentication Required', $call, [ 1, 'INVITE' ], ';tag=b', "Proxy-Authenticate: $realm\r\n") ],
	    [ $t + .008, 0, message('ACK sip:bob@example.com SIP/2.0', $call, [ 1, 'ACK' ], ';tag=b', '') ],
	    [ $t + .01, 0, message($invite, $call, [ 2, 'INVITE' ], '', "Proxy-Authorization: $realm, username=\"ann\", uri=\"sip:bob\@example.com\", response=\"0\"\r\n") ],
	    [ $t + .015, 1, message('SIP/2.0 404 Not Found', $call, [ 2, 'INVITE' ], ';tag=c', '') ],
	    [ $t + .02, 0, message('ACK sip:bob@example.com SIP/2.0', $call, [ 2, 'ACK' ], ';tag=c', '') ];
}
my @straight = (challenged(0, 'c1'), unanswered(5, 'u6'), challenged(60, 'c2'));
my $straight = says(write_capture('straight.pcap', 101, @straight));
my $late = write_capture('late.pcap', 101, map { $_->[1] } sort { $a->[0] <=> $b->[0] } map { [ $_->[0] + (substr($_->[1], 12, 4) eq "\xc0\0\2\2" ? 40_000 : 0), $_ ] } @straight);
test('what stands a little too late in a file', says($late) eq $straight, "$straight\nlate:\n" . says($late));
test('… or comes so in a stream', do { local $siperr = "cat $late | $siperr"; says('-') } eq $straight);

# A ring of three files, its names in another order than its times.
my @ring = in_time(unanswered(0, 'u3'), good(3, 'g3'), busy(20, 'a3'));
my @third = (int(@ring / 3), int(2 * @ring / 3));
my @files = (write_capture('ring1.pcap', 101, @ring[0 .. $third[0] - 1]), write_capture('ring2.pcap', 101, @ring[$third[0] .. $third[1] - 1]),
    write_capture('ring0.pcap', 101, @ring[$third[1] .. $#ring]));
my $wanted = says(write_capture('whole.pcap', 101, @ring));
my %seen = map { says(@$_) => 1 } map { my @o = @$_; [ @files[@o] ] } [ 0, 1, 2 ], [ 0, 2, 1 ], [ 1, 0, 2 ], [ 1, 2, 0 ], [ 2, 0, 1 ], [ 2, 1, 0 ];
test('a ring of three files says the same in every order', keys %seen == 1 && exists $seen{$wanted}, join "\n--\n", $wanted, keys %seen);

# The same call at two hosts whose clocks differ: nothing is a retransmission. Without the common clock all would be.
mkdir 'two';
write_capture('two/a.pcap', 101, good(0, 'g4'));
write_capture('two/b.pcap', 101, map { [ $_->[0] + 730_000, $_->[1], $_->[2] ] } good(0, 'g4'));
test('two hosts, two clocks, one call', says('two') eq says('two/a.pcap'), says('two'));
mkdir 'between'; mkdir 'far';
write_capture('far/a.pcap', 101, good(0, 'g6'));
write_capture('far/b.pcap', 101, map { [ $_->[0] + 41_370_000, $_->[1], $_->[2] ] } good(0, 'g6'));
test('a clock that nobody set', says('far') eq says('far/a.pcap'), says('far'));
write_capture('far/a.pcap', 101, in_time(map { $_, [ $_->[0] + 40_000, $_->[1], $_->[2] ] } good(0, 'g6')));
write_capture('far/b.pcap', 101, in_time(map { [ $_->[0] + 41_370_000, $_->[1], $_->[2] ], [ $_->[0] + 41_410_000, $_->[1], $_->[2] ] } good(0, 'g6')));
test('the same where each holds it at two taps', says('far') eq says('far/a.pcap'), says('far'));

# Audio that its sender reports, but that ends, at both hosts: what is known of flows is on one clock, too.
sub ended {
	my ($host, $last) = (@_, '192.0.2.1', 200);
	my ($sdp, @all) = (sub { "v=0\r\no=- 1 1 IN IP4 $_[0]\r\ns=-\r\nc=IN IP4 $_[0]\r\nt=0 0\r\nm=audio $_[1] RTP/AVP 8\r\n" });
	my $with = sub {
		my ($text, $body) = @_;
		return $text =~ s/Content-Length: 0\r\n\r\n/"Content-Type: application\/sdp\r\nContent-Length: " . length($body) . "\r\n\r\n$body"/er;
	};
	my $datagram = sub {
		my ($time, $back, $from, $to, $bytes) = @_;
		my $p = packet($time, $back, $bytes);
		substr($p->[1], 20, 4) = pack 'nn', $from, $to;
		return $p;
	};
	my ($t, $ok) = ($start, 'SIP/2.0 200 OK');
	push @all, map { packet(@$_) } [ $t, 0, $with->(message($invite, 'e7', [ 1, 'INVITE' ], '', ''), $sdp->($host, 4000)) ],
	    [ $t + .1, 1, message('SIP/2.0 180 Ringing', 'e7', [ 1, 'INVITE' ], ';tag=b', '') ],
	    [ $t + 1, 1, $with->(message($ok, 'e7', [ 1, 'INVITE' ], ';tag=b', ''), $sdp->('192.0.2.2', 4002)) ],
	    [ $t + 1.1, 0, message('ACK sip:x@192.0.2.1 SIP/2.0', 'e7', [ 1, 'ACK' ], ';tag=b', '') ],
	    [ $t + 61, 0, message('BYE sip:x@192.0.2.1 SIP/2.0', 'e7', [ 2, 'BYE' ], ';tag=b', '') ],
	    [ $t + 61.1, 1, message($ok, 'e7', [ 2, 'BYE' ], ';tag=b', '') ];
	push @all, map { $datagram->($t + 1.2 + $_ * .1, 0, 4000, 4002, pack('CCnNN', 0x80, 8, $_, 160 * $_, 5) . 'x' x 20) } 0 .. 590;
	push @all, map { $datagram->($t + 1.2 + $_ * .1, 1, 4002, 4000, pack('CCnNN', 0x80, 8, $_, 160 * $_, 6) . 'x' x 20) } 0 .. $last;
	push @all, map { $datagram->($t + 2 + $_ * 5, 1, 4003, 4001, pack('CCnNNNNNN', 0x80, 200, 6, 6, 1, 1, 1, 50 * $_, 9000)) } 0 .. 11;
	return in_time(@all);
}
write_capture('far/a.pcap', 101, ended());
write_capture('far/b.pcap', 101, map { [ $_->[0] + 41_370_000, $_->[1], $_->[2] ] } ended());
# The second capture stands between two whose clocks have nothing in common.
{
	my @heard = ended('192.0.2.1', 590);
	for my $apart (0, -4_137_000) {
		write_capture('between/a.pcap', 101, map { [ $_->[0] + $apart, $_->[1], $_->[2] ] } good(1, 'g7'));
		write_capture('between/b.pcap', 101, in_time(good(1, 'g7'), grep { unpack('x20n', $_->[1]) == 5060 } @heard));
		write_capture('between/c.pcap', 101, in_time(good(-1, 'g9'), @heard));
		write_capture('chain.pcap', 101, in_time(good(-1, 'g9'), good(1, 'g7'), @heard));
		my ($said, $wanted) = map { my ($seconds) = `$siperr --summary $_` =~ /^ *seconds +(\S+)/m; says($_) . $seconds } 'between', 'chain.pcap';
		test('a chain of captures' . ($apart ? ', the first of them slow' : ''), $said eq $wanted, $said);
	}
}

# A log without times that says the same as a capture leaves it the cause that it has found.
{
	my ($ok, @answers) = ('SIP/2.0 200 OK');
	push @answers, map { [ $start + 1 + $_, 1, message($ok, 'k1', [ 1, 'INVITE' ], ';tag=b', '') ],
	    [ $start + 1.01 + $_, 0, message('ACK sip:x@192.0.2.1 SIP/2.0', 'k1', [ 1, 'ACK' ], ';tag=b', '') ] } 0, .5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5;
	my @all = map { packet(@$_) } [ $start, 0, message($invite, 'k1', [ 1, 'INVITE' ], '', '') ], @answers,
	    [ $start + 90, 0, message('OPTIONS sip:h@example.com SIP/2.0', 'k2', [ 1, 'OPTIONS' ], '', '') ],
	    [ $start + 90.1, 1, message($ok, 'k2', [ 1, 'OPTIONS' ], ';tag=b', '') ];
	write_capture('acked.pcap', 101, @all);
	spill('unacked.txt', join('', map { my ($from, $to) = map { join '.', unpack 'C4', $_ } unpack 'x12a4a4', $_->[1];
	    "UDP $from:5060 -> $to:5060\n" . substr($_->[1], 28) . "\n" } grep { substr($_->[1], 28) !~ /^ACK|k2/ } @all) .
	    "sip:ann\@example.com: session closed: Connection timed out\n");
	my @causes = map { join ' ', grep { defined } `$siperr --format json $_` =~ /^\{"id":"([^"]+)"|"cause":\{"id":"([^"]+)"/mg } 'acked.pcap', 'acked.pcap unacked.txt';
	test('a cause outlasts a log', $causes[0] eq $causes[1] && $causes[0] =~ /ack-lost/, "$causes[0]; $causes[1]");
}

# What a log without times says of an inner address, a capture takes back that shows the audio of the call both ways.
{
	my @heard = ended('10.7.0.3', 590);
	write_capture('heard.pcap', 101, @heard);
	write_capture('unheard.pcap', 101, ended('10.7.0.3', -1));
	my $log = join "\n", map { my ($from, $to) = map { join '.', unpack 'C4', $_ } unpack 'x12a4a4', $_->[1];
	    "UDP $from:5060 -> $to:5060\n" . substr($_->[1], 28) } grep { unpack('x20n', $_->[1]) == 5060 } @heard;
	spill('heard.txt', $log);
	my @found = map { join ' ', `$siperr --format json $_` =~ /^\{"id":"([^"]+)"/mg } 'heard.txt', 'heard.pcap', 'heard.pcap heard.txt', 'unheard.pcap heard.txt';
	test('an inner address in a log alone', $found[0] eq 'media.private-address', $found[0]);
	test('and with a capture that has the audio', $found[1] eq '' && $found[2] eq '', "$found[1], $found[2]");
	test('or lacks it', $found[3] =~ /^media\.(?:private-address|one-way)$/, $found[3]);
}
test('audio that ends, on either clock', says('far/a.pcap') =~ /media\.one-way/ && says('far') =~ /media\.one-way/, says('far'));
# What is silent in one file is told though another is healthy.
write_capture('silent.pcap', 101, unanswered(0, 'u5'), busy(40, 'a5'));
write_capture('later.pcap', 101, good(3600, 'g5'));
my $line = `$siperr --check silent.pcap later.pcap`;
test('a healthy file does not clear a silent one', $? >> 8 == 2 && $line =~ /^SIPERR CRITICAL/, $line);

# An empty capture, an empty file, a hidden file and a folder within are passed over.
mkdir 'day';
mkdir 'day/night';
write_capture('day/1.pcap', 101, busy(0, 'a6'));
write_capture('day/2.pcap', 101);
write_capture('day/.3.pcap', 101, busy(9, 'hidden'));
write_capture('day/night/4.pcap', 101, busy(9, 'within'));
open my $empty, '>', 'day/0.log' or die;
close $empty;
test('a folder is its regular files', says('day') eq says('day/1.pcap'), says('day'));
test('a file that is named twice counts once', says('day/1.pcap', 'day', './day/1.pcap') eq says('day/1.pcap'));

# A pipe among files is one of them.
test('a stream among files', says('<', 'day/1.pcap', '-', 'silent.pcap') eq says('day/1.pcap', 'silent.pcap'));
my $piped = `cat day/1.pcap | $siperr --format brief - silent.pcap`;
test('a pipe among files', $piped =~ /486/ && $piped =~ /path.no-response/, $piped);

# Rotated logs without times follow each other: the highest number is the oldest.
my @log = map { $_->[1] =~ s/^.{28}//sr . "\n" } busy(0, 'a7');
my @parts = (join('', @log[0 .. 1]), join('', @log[2 .. 3]));
for ([ 'full.10', $parts[0] ], [ 'full.9', $parts[1] ]) {
	open my $f, '>:raw', $_->[0] or die;
	print $f $_->[1];
	close $f;
}
my $rotated = `$siperr --format json full.9 full.10`;
test('rotated logs are one trace', 1 == (() = $rotated =~ /"id":"code.486"/g) && $rotated =~ /"method":"INVITE"/ &&
    `$siperr --summary full.9 full.10` eq `$siperr --summary full.10 full.9`, $rotated);

# A phone's log without times shows a call that a capture shows, too: it is one call, told by who found more.
{
	my $plain = sub { return join '', map { $_->[1] =~ s/^.{28}//sr . "\n" } @_ };
	my @unanswered = unanswered(0, 'p1');
	mkdir 'phone';
	write_capture('phone/a.pcap', 101, busy(0, 'p1'), good(60, 'p2'));
	spill('phone/phone.txt', $plain->(busy(0, 'p1')));
	my $out = `$siperr --format json phone`;
	test('a call in a capture and in a log without times is one', 1 == (() = $out =~ /"id":"code.486"/g) && $out =~ m{"file":"phone/a.pcap"}, $out);
	test('… and counted once', `$siperr phone` =~ /1 notice in 2 calls/, `$siperr phone`);
	# In lists, summaries and checks, too, and of two logs of that kind, the end of a call from who saw it.
	my $numbers = sub {
		my ($json, $check) = (`$siperr --summary --format json @_`, `$siperr --check @_`);
		my %n = $json =~ /"(calls|failed|answered|declined|unfinished|registrations|other)":(\d+)/g;
		my $counts = join ' ', map { "$_=$n{$_}" } sort keys %n;
		my ($ids, $total) = (join(' ', sort $json =~ /"id":"([^"]+)","title":"[^"]*","count":\d+/g), `$siperr @_` =~ /^(Total: [^.]*)/m);
		my @lines = sort map { join ' ', /"call_id":"([^"]+)"/, /"outcome":"([^"]+)"/, /"id":"([^"]+)"/ } `$siperr --calls --format json @_`;
		return join "\n", $counts, $ids, $total // '', $check =~ /\| (calls=\d+ failed=\d+ answered=\d+)/, @lines;
	};
	my @both = (in_time(busy(0, 'p1'), good(2, 'p2'), challenged(9, 'p4')), good(60, 'p5'));
	write_capture('phone/a.pcap', 101, @both);
	my $alone = $numbers->('phone/a.pcap');
	for my $kept ([ 'all', 0 .. $#both ], [ 'the beginning', 0 .. 5 ], [ 'the end', 9 .. $#both ]) {
		my ($what, @which) = @$kept;
		spill('phone/phone.txt', $plain->(@both[@which]));
		spill('phone/other.txt', $plain->(@both[@which]));
		for my $files ('phone/a.pcap phone/phone.txt', 'phone/phone.txt phone/a.pcap', 'phone') {
			test("a log without times of $what ($files): each call counts once", $numbers->($files) eq $alone, $numbers->($files) . "\nalone:\n$alone");
		}
	}
	spill('phone/phone.txt', $plain->(busy(0, 'p6')));
	test('a call that only the log shows counts, too', $numbers->('phone/a.pcap phone/phone.txt') =~ /^answered=2 calls=5 declined=2 /, $numbers->('phone/a.pcap phone/phone.txt'));
	unlink 'phone/other.txt';
	write_capture('phone/a.pcap', 101, busy(0, 'p1'), good(60, 'p2'));
	spill('phone/phone.txt', $plain->(@unanswered[0 .. 4]));
	$out = `$siperr --format json phone`;
	test('who found more tells it, with what the other found', 1 == (() = $out =~ /^\{/mg) && $out =~ /^\{"id":"path.no-response"/ &&
	    $out =~ /"also":\["code.486"\]/, $out);
	spill('phone/phone.txt', $plain->(busy(0, 'p3')));
	$out = `$siperr --format json phone`;
	test('another call is another finding', 2 == (() = $out =~ /"id":"code.486"/g), $out);
	test('response by response each file is told', 4 < (() = `$siperr --each --all --format json phone` =~ /^\{/mg));
}

# So many calls that not all of them can wait for another file: each is told and counted once all the same.
{
	my @many = map { busy($_ / 10, "w$_") } 1 .. 4500;
	mkdir 'many_calls';
	write_capture('many_calls/a.pcap', 101, in_time(@many));
	spill('many_calls/phone.txt', join '', map { $_->[1] =~ s/^.{28}//sr . "\n" } @many);
	for my $view ('--format json', '--calls --format json') {
		my (%seen, @twice);
		$seen{$_}++ and push @twice, $_ for `$siperr $view many_calls` =~ /"call_id":"([^"]+)"/g;
		test("4,500 calls, $view", keys %seen == 4500 && !@twice, keys(%seen) . ' calls, ' . @twice . ' of them twice');
	}
	test('… counted', `$siperr --check many_calls` =~ /\| calls=4500 /, `$siperr --check many_calls`);
}

# A log that gives times but no addresses shows what a capture shows, too, and once more what its writer did not expect: nothing is sent twice.
{
	my $times = sub {
		return join '', map {
			my @t = gmtime($_->[0] / 1e6);
			sprintf "----- %04d-%02d-%02d %02d:%02d:%02d.%06d\nUDP message:\n\n%s\n", $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0], $_->[0] % 1_000_000,
			    $_->[1] =~ s/^.{28}//sr;
		} @_;
	};
	my @all = (unanswered(0, 'q1'), good(2, 'q2'));
	mkdir 'sender';
	write_capture('sender/a.pcap', 101, in_time(@all));
	spill('sender/log.txt', $times->(in_time(@all)));
	my $out = `TZ=UTC $siperr --format json sender`;
	test('a log without addresses beside a capture', 1 == (() = $out =~ /^\{/mg) && $out =~ /INVITE sent 7 times/, $out);
	my @ok = good(0, 'q3');
	write_capture('sender/a.pcap', 101, @ok);
	spill('sender/log.txt', $times->(@ok) . "-----\nUnexpected message:\n\n" . $ok[-1][1] =~ s/^.{28}//sr);
	$out = `TZ=UTC $siperr --format json sender`;
	test('… and what stands there once more', $out eq '', $out);
}

# The lines of such a log need no Call-ID, where they name the numbers that the capture's messages name.
{
	my $to = sub { my ($text, $number) = @_; return $text =~ s/bob\@/4930555012$number@/gr };
	my @calls = map {
		my ($n, $t) = ($_, $start + 30 * $_);
		map { packet($_->[0], $_->[1], $to->($_->[2], $n)) } [ $t, 0, message($invite, "n$n", [ 1, 'INVITE' ], '', '') ],
		    [ $t + .4, 1, message('SIP/2.0 503 Service Unavailable', "n$n", [ 1, 'INVITE' ], ';tag=b', '') ],
		    [ $t + .41, 0, message('ACK sip:bob@example.com SIP/2.0', "n$n", [ 1, 'ACK' ], ';tag=b', '') ];
	} 1 .. 3;
	mkdir 'numbers';
	write_capture('numbers/a.pcap', 101, @calls, busy(200, 'n9'));
	my $log = sub {
		my ($hours, @numbers) = @_;
		return join '', map {
			my @t = gmtime($start + 30 * $_ + 3600 * $hours);
			sprintf "%d-%02d-%02d %02d:%02d:%02d.390000 [NOTICE] sofia.c:7234 Hangup sofia/external/4930555012%d\@carrier.example [CS_CONSUME_MEDIA] [GATEWAY_DOWN]\n",
			    $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0], $_;
		} @numbers;
	};
	for my $hours (0, -7, 5.5) {
		spill('numbers/fs.log', $log->($hours, 1 .. 3));
		my $ids = join ' ', says('numbers') =~ /^\{"id":"([^"]+)"/mg;
		test("a log $hours hours off, tied by numbers", $ids eq 'code.486' . ' reason.gateway-unusable' x 3, $ids);
	}
	spill('numbers/fs.log', $log->(-7, 1, 2));
	test('two lines do not prove a zone', says('numbers') =~ /"id":"code.503"/, says('numbers'));
}

# A log without a zone is read in TZ, shown as it stands, and put right by the calls that a capture shares with it.
sub write_log {
	my ($file, $hours, @packets) = @_;
	open my $f, '>:raw', $file or die;
	for (@packets) {
		my @t = gmtime($_->[0] / 1e6 + 3600 * $hours);
		printf $f "%04d/%02d/%02d %02d:%02d:%02d.%06d 192.0.2.1:5060 -> 192.0.2.2:5060\n%s\n", $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0],
		    $_->[0] % 1_000_000, $_->[1] =~ s/^.{28}//sr;
	}
	close $f;
}
my @shared = busy(0, 'z1');
write_capture('zone.pcap', 101, @shared[0, 1], good(30, 'z2'));
write_log('zone.log', 3, @shared[2, 3]);
for my $tz ('Europe/Moscow', 'UTC', 'America/New_York') {
	my $out = `TZ=$tz $siperr --format json zone.log zone.pcap`;
	test("a log three hours east, TZ $tz: one trace, its own times", $out =~ /"id":"code.486"/ && $out =~ /"time":"2023-11-15T01:13:22\.000000"/ &&
	    $out =~ /"method":"INVITE"/, $out);
}

# The log of the same calls, whatever its clock gives: each call is one and says what the capture says.
{
	my @all = in_time(good(0, 'l1'), busy(3.3, 'l2'), challenged(9.7, 'l3'), unanswered(12.2, 'l4'), good(60, 'l5'));
	my $dated = sub { my @t = gmtime $_[0]; return sprintf '%04d-%02d-%02d %02d:%02d:%02d', $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0] };
	my $short = sub { my @t = gmtime $_[0]; return sprintf '%s %d %02d:%02d:%02d', qw(Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec)[$t[4]], @t[3, 2, 1, 0] };
	my %stamps = (
		'with dates' => sub { return $dated->($_[0]) . sprintf '.%03d', ($_[0] - int $_[0]) * 1000 },
		'with seconds' => $dated,
		'without the year' => $short,
		'with times of day' => sub { return substr $dated->($_[0]), 11 },
	);
	my $writes = sub {
		my ($stamp, $off, @packets) = @_;
		return join '', map {
			my ($from, $to) = map { join '.', unpack 'C4', $_ } unpack 'x12a4a4', $_->[1];
			my ($text, $way) = (substr($_->[1], 28), $from eq '192.0.2.2' ? "Transmitting to UDP:$to" : "Received from UDP:$from");
			'[' . $stamp->($_->[0] / 1e6 + $off) . "] VERBOSE[7] logger.c: <--- $way:5060 --->\n" . $text =~ s/\r//gr . "\n"
		} @packets;
	};
	mkdir 'pair';
	write_capture('pair/a.pcap', 101, @all);
	local $ENV{TZ} = 'UTC';
	my $counts = sub { return join '', map { s/ at \S+//gr } `$siperr $_[0]` =~ /^(Total: .*)/m, map { scalar(() = `$siperr --calls --format json $_[0]` =~ /^/mg) . ' lines' } 1 };
	my ($said, $counted) = (says('pair/a.pcap'), $counts->('pair/a.pcap'));
	for my $kind (sort keys %stamps) {
		for my $off (0, .4, -3, 12, -31, 3607, -7 * 3600) {
			spill('pair/server.log', $writes->($stamps{$kind}, $off, @all));
			my ($both, $count) = (says('pair'), $counts->('pair'));
			test("a log $kind, $off s off: the calls of the capture", $both eq $said && $count eq $counted, "$counted\n$said\n$count\n$both");
		}
	}
	spill('pair/server.log', $writes->($stamps{'with times of day'}, 3600, busy(5, 'm1'), good(40, 'm2')));
	$said = says('pair');
	test('another call at another time stays another', 2 == (() = $said =~ /"id":"code\.486"/g) && $counts->('pair') ne $counted, $said);
}

# A failure that a capture shows below SIP, and the line about it in a log, are one; another host's, or another time's, is another.
{
	my $at = sub {		# those packets, with another server
		my ($host, @packets) = @_;
		substr($_->[1], substr($_->[1], 12, 4) eq "\xc0\0\2\2" ? 15 : 19, 1) = chr $host for @packets;
		return @packets;
	};
	my $refused = sub { return $at->($_[1], segment($_[0], 0, 100, 0, 0x02), segment($_[0] + .01, 1, 0, 101, 0x14)) };
	mkdir 'below';
	write_capture('below/a.pcap', 101, in_time($refused->(0, 2), $refused->(5, 3), $refused->(6, 3), $refused->(7, 2), $at->(4, map { packet(@$_) }
	    [ $start + 50, 0, message('OPTIONS sip:b SIP/2.0', 'b1', [ 1, 'OPTIONS' ], '', '') ],
	    [ $start + 50.1, 1, message('SIP/2.0 200 OK', 'b1', [ 1, 'OPTIONS' ], ';tag=p', '') ])));
	local $ENV{TZ} = 'UTC';
	my @t = gmtime $start;
	my ($date, $time) = (sprintf('%04d-%02d-%02d', $t[5] + 1900, $t[4] + 1, $t[3]), sprintf '%02d:%02d:%02d.020', @t[2, 1, 0]);
	my $kamailio = 'ERROR: <core> [core/tcp_main.c:2992]: tcpconn_1st_send(): connect 192.0.2.%d:5060 failed (RST) Connection refused';
	for (
		[ 'a line without a time', 'reg: sip:ann@192.0.2.%d: Register: Connection refused' ],
		[ 'a line with a date', "$date $time $kamailio" ], [ 'a line with a time of day', "$time $kamailio" ],
	) {
		my ($what, $line) = @$_;
		my %found;
		for my $host (2, 3, 9) {
			spill('below/server.log', sprintf("$line\n", $host));
			$found{$host} = `$siperr --format json below`;
		}
		my @count = map { scalar(() = $found{$_} =~ /"id":"path.refused"/g) } 2, 3, 9;
		test("$what: one failure a host", "@count" eq '2 2 3', "@count\n" . join '', map { $found{$_} } 2, 3, 9);
		test("$what is its evidence", 2 == grep { $found{$_} =~ /^(?=.*"log line")(?=.*192\.0\.2\.$_:5060 refuses).*$/m } 2, 3);
	}
	my @later = gmtime $start + 45;
	spill('below/server.log', sprintf("%04d-%02d-%02d %02d:%02d:%02d.020 $kamailio\n", $later[5] + 1900, $later[4] + 1, @later[3, 2, 1, 0], 2));
	test('a line of another time', 3 == (() = `$siperr --format json below` =~ /"id":"path.refused"/g), `$siperr --format json below`);
}

# What only words tell of a log that no program is known to write is told beside another file, too, and once.
{
	my $known = '[CM503016]: Call(C:12): Attempt to reach <sip:4930123@192.0.2.4:5060> failed. Reason: Busy';
	mkdir 'words';
	spill('words/known.log', "10:00:00 $known\n");
	spill('words/other.log', "10:00:05 app: SIP registration of 1001 failed, code 403\n10:00:06 app: up\n");
	for my $order ('known.log words/other.log', 'other.log words/known.log') {
		my $found = `$siperr --format brief words/$order`;
		test("words beside $order", 2 == ($found =~ tr/\n//) && $found =~ /^words\/other.log:1: error code.403/m, $found);
	}
	spill('words/other.log', "10:00:05 app: SIP call to 4930123 failed, code 480\n10:00:06 app: up\n");
	my $found = `$siperr --format brief words`;
	test('words about the same', 1 == ($found =~ tr/\n//), $found);
}

for (@given) {
	my ($link, @packets) = read_capture($_);
	next if @packets < 4;
	a_cut_capture(basename($_), $link, @packets);
	different_days(basename($_), $link, @packets);
}

done();

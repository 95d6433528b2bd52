#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# --jobs, in TAP: whatever may work at once, what is said is the same, byte for byte; and what is read beside something
# else is what a stream of it says. Traces are made here: text, captures of several forms, media among them, whole and
# damaged, packed, one and several.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

my @answers = ('486 Busy Here', '404 Not Found', '503 Service Unavailable', '200 OK', '480 Temporarily Unavailable');

# ---- a trace as [time in µs, from, to, payload]; addresses as [bytes, port] ----

my ($phone, $server) = ([ "\xc0\0\2\x09", 5060 ], [ "\xc6\x33\x64\5", 5060 ]);

sub message {
	my ($call, $start, $method, $tag) = @_;
	return join "\r\n", $start, "Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKx$call", 'Max-Forwards: 70',
	    "From: <sip:anna\@example.com>;tag=f$call", 'To: <sip:bob@example.com>' . ($tag ? ";tag=$tag" : ''),
	    "Call-ID: call-$call", "CSeq: 1 $method", 'Contact: <sip:anna@192.0.2.9>', "User-Agent: " . 'x' x ($call % 7 * 300),
	    'Content-Length: 0', '', '';
}

sub rtp {
	my ($n) = @_;
	return pack('CCnNN', 0x80, 8, $n & 0xffff, $n * 160, 7) . "\x55" x 160;
}

my @trace;
my $time = 1_700_000_000_000_000;
for my $call (1 .. 400) {
	my $answer = $answers[$call % @answers];
	push @trace, [ $time += 700_000, $phone, $server, message($call, 'INVITE sip:bob@example.com SIP/2.0', 'INVITE', '') ];
	push @trace, [ $time += 20_000, $server, $phone, message($call, 'SIP/2.0 100 Trying', 'INVITE', '') ];
	push @trace, [ $time += 2_000, [ "\xc0\0\2\x09", 20000 ], [ "\xc6\x33\x64\5", 30000 + 2 * ($call % 5) ], rtp($_) ] for 1 .. 10;
	next if $call % 50 == 0;
	push @trace, [ $time += 900_000, $server, $phone, message($call, "SIP/2.0 $answer", 'INVITE', "t$call") ];
	push @trace, [ $time += 30_000, $phone, $server, message($call, 'ACK sip:bob@example.com SIP/2.0', 'ACK', "t$call") ]
	    unless $call % 40 == 0;
}

# ---- packets: IP in Ethernet; what is long comes in fragments ----

sub packets {
	my ($n, $entry) = @_;
	my ($at, $from, $to, $payload) = @$entry;
	my $udp = pack('nnnn', $from->[1], $to->[1], 8 + length $payload, 0) . $payload;
	my @packets;
	for (my $offset = 0; $offset < length $udp; $offset += 1480) {
		my $part = substr $udp, $offset, 1480;
		my $more = $offset + 1480 < length $udp ? 0x2000 : 0;
		push @packets, [ $at, "\2\0\0\0\0\1\2\0\0\0\0\2" . pack('n', 0x800) . pack('CCnnnCCn', 0x45, 0, 20 + length $part, $n & 0xffff,
		    $more | $offset / 8, 64, 17, 0) . $from->[0] . $to->[0] . $part ];
	}
	return @packets;
}

sub pcap {
	my ($form, @packets) = @_;	# the letters of pack(), the units of a second
	my ($words, $units) = @$form;
	return pack("${words}${\($words eq 'V' ? 'vv' : 'nn')}${words}4", $units == 1e6 ? 0xa1b2c3d4 : 0xa1b23c4d, 2, 4, 0, 0, 65535, 1) .
	    join '', map { pack("${words}4", int($_->[0] / 1e6), $_->[0] % 1_000_000 * ($units / 1e6), length $_->[1], length $_->[1]) . $_->[1] } @packets;
}

# Blocks in the order of `words`: V or N.
sub block {
	my ($words, $type, $body) = @_;
	$body .= "\0" x (-length($body) % 4);
	return pack("${words}2", $type, 12 + length $body) . $body . pack $words, 12 + length $body;
}

# An interface with options; what is between its packets, in the middle; how many units a microsecond has.
sub pcapng {
	my ($words, $options, $between, $units, @some) = @_;
	my $half = $words eq 'V' ? 'v' : 'n';
	my $interface = block($words, 1, pack("$half$half$words", 1, 0, 65535) . $options);
	my @blocks = map {
		my $at = $_->[0] * $units;
		block($words, 6, pack("${words}5", 0, $at >> 32, $at & 0xffffffff, length $_->[1], length $_->[1]) . $_->[1]);
	} @some;
	splice @blocks, @blocks / 2, 0, $between;
	return block($words, 0x0a0d0d0a, pack("$words$half$half${words}2", 0x1a2b3c4d, 1, 0, 0xffffffff, 0xffffffff)) . $interface . join '', @blocks;
}

my $n = 0;
my @packets = map { packets($n++, $_) } @trace;
my $capture = pcap([ 'V', 1e6 ], @packets);
my @half = (pcap([ 'V', 1e6 ], @packets[0 .. @packets / 2]), pcap([ 'V', 1e6 ], @packets[@packets / 2 + 1 .. $#packets]));

sub text {
	return join '', map {
		my ($at, $from, $to, $payload) = @$_;
		my @t = gmtime($at / 1e6);
		$payload =~ /SIP/ ? sprintf("%04d/%02d/%02d %02d:%02d:%02d.%06d %s:5060 -> %s:5060\n%s\n", $t[5] + 1900, $t[4] + 1, @t[3, 2, 1, 0],
		    $at % 1_000_000, join('.', unpack 'C4', $from->[0]), join('.', unpack 'C4', $to->[0]), $payload) : ();
	} @_;
}

# ---- the same, whatever may work at once ----

# What it says, with its status.
sub says {
	my ($arguments, $before) = @_;
	my $out = readpipe(($before // '') . "siperr $arguments 2>error");
	return $out . slurp('error') . '? ' . ($? >> 8) . '.' . ($? & 127) . "\n";
}

# In no order, as a stream says it, and without the name of its file.
sub sorted {
	my ($out, $file) = @_;
	$out =~ s/^(?:siperr: )?(?:\Q$file\E: ?|-: ?)?//mg;
	return join "\n", sort split /\n/, $out;
}

sub same {
	my ($name, $arguments) = @_;
	my $one = says("--jobs 1 $arguments");
	my @different = grep { says("--jobs $_ $arguments") ne $one } @_ > 2 ? @_[2 .. $#_] : (2, 4);
	test("$name: the same with more than one job: $arguments", !@different && length $one > 50, "other with @different: $one");
}

sub as_a_stream {
	my ($file) = @_;
	my $options = '--jobs 2 --format brief --all --each';
	my $there = sorted(says("$options $file"), $file);
	my $stream = sorted(says("$options -", "cat $file | "), $file);
	my %there = map { $_ => 1 } split /\n/, $there;
	test("$file: what a stream of it says", $there eq $stream, "not of the file:", grep { !delete $there{$_} } split(/\n/, $stream));
	print map { "# not of the stream: $_\n" } keys %there if $there ne $stream;
}

my %files = (
	'whole.pcap' => $capture,
	'nano.pcap' => pcap([ 'V', 1e9 ], @packets),
	'swapped.pcap' => pcap([ 'N', 1e6 ], @packets),
	'whole.pcapng' => pcapng('V', '', '', 1, @packets),
	'big.pcapng' => pcapng('N', '', '', 1, @packets),
	'nano.pcapng' => pcapng('V', pack('vvCx3vv', 9, 1, 9, 0, 0), '', 1000, @packets),
	'named.pcapng' => pcapng('V', pack('vva4vvCx3vv', 2, 4, 'eth0', 9, 1, 9, 0, 0), '', 1000, @packets),
	'tenth.pcapng' => pcapng('V', pack('vvCx3vv', 9, 1, 7, 0, 0), '', 10, @packets),
	'offset.pcapng' => pcapng('V', pack('vvVVvv', 14, 8, 3600, 0, 0, 0), '', 1, @packets),
	'interface.pcapng' => pcapng('V', '', block('V', 1, pack('vvV', 101, 0, 0)) . block('V', 4, '') .
	    block('V', 6, pack('VVVVV', 1, $time >> 32, $time & 0xffffffff, length(substr $packets[0][1], 14), 9999) . substr $packets[0][1], 14), 1, @packets),
	'no-interface.pcapng' => pcapng('V', '', block('V', 6, pack('VVVVV', 1, 0, 0, 4, 4) . 'xxxx'), 1, @packets),
	'wrong-end.pcapng' => pcapng('V', '', substr(block('V', 6, pack('VVVVV', 0, 0, 0, 4, 4) . 'xxxx'), 0, -4) . pack('V', 7), 1, @packets),
	'too-short.pcapng' => pcapng('V', '', block('V', 6, pack('VVVVV', 0, 0, 0, 40, 40) . 'xxxx'), 1, @packets),
	'section.pcapng' => pcapng('V', '', '', 1, @packets) . pcapng('V', pack('vvCx3vv', 9, 1, 9, 0, 0), '', 1000, @packets),
	'whole.log' => text(@trace),
	'cut.pcap' => substr($capture, 0, 700_001),
	'cut-in-head.pcap' => $half[0] . substr($half[1], 24, 9),
	'ends-after-head.pcap' => $half[0] . substr($half[1], 24, 16),
	'cut.pcapng' => substr(pcapng('V', '', '', 1, @packets), 0, 700_001),
	'too-long.pcap' => $half[0] . pack('VVVV', 1_700_000_000, 0, 0x7fffffff, 100) . substr($half[1], 24),
	'longer-than-told.pcap' => $half[0] . pack('VVVV', $time / 1e6, 0, 70000, 70000) . 'x' x 70000 . substr($half[1], 24),
	'odd-time.pcap' => $half[0] . pack('VVVV', 0x80000000, 2_000_000, 5, 5) . 'xxxxx' . substr($half[1], 24),
	'noise.pcap' => $half[0] . join('', map { chr($_ * 7919 % 251) } 1 .. 300_000),
	'no-length.pcap' => $half[0] . pack('VVVV', $time / 1e6, 0, 0, 0) x 20_000 . substr($half[1], 24),
	'unknown-link.pcap' => substr($capture, 0, 20) . pack('V', 147) . substr($capture, 24),
);
for my $file (sort keys %files) {
	spill($file, $files{$file});
	test("$file is a long one", -s $file > 512 * 1024);
	same($file, "--format json --all $file");
	my $wrong = says($file) =~ /^siperr:/m;
	test("$file: trouble where there is some", $wrong == ($file =~ /^(?:cut|ends-after|too-|noise|unknown-link|no-interface|wrong-end)/));
	as_a_stream($file) if $file =~ /pcap/;
}
same('a summary', "--by peer --format $_ whole.pcap") for qw(text json);
same('the steps of calls', '--ladder --call call-13 whole.pcap', 3, 1024);
for my $file ('whole.pcap', 'whole.log', 'whole.pcapng', 'cut.pcap') {
	next if system("gzip -k $file") != 0;
	same('packed', "--format json --all $file.gz");
	as_a_stream("$file.gz") if $file =~ /pcap/;
}

# A folder: files that follow each other, and others of the same time.
mkdir 'day';
spill("day/$_.pcap", $half[$_]) for 0, 1;
same('files that follow each other', '--format json --all day');
spill('day/other.log', text(map { [ $_->[0] + 400_000, $_->[1], $_->[2], $_->[3] =~ s/call-/other-/r ] } @trace));
spill('day/third.pcapng', pcapng('V', '', '', 1, map { my $p = $_; $p->[1] =~ s/call-/trio-/; $p } map { [ @$_ ] } @packets));
same('files of the same time', '--format json --all day');
same('files of the same time', '--summary day');
done();

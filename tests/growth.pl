#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What grows with its square, in TAP: inputs that are made to be slow, at one size and at four times that. The processor time
# may be six times as much, not sixteen; a quarter of a second is nobody's. Memory of a trace ten times as long, with --redact,
# too, may be 1.2 times as much. And the key of the tables: it is drawn at each start, and nothing that is printed hangs on it.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $faults = $ENV{FAULTS};
my $folder = apart();
chdir $folder or die "$folder: $!\n";

sub message {
	my ($second, $up, $start, $id, $cseq, @more) = @_;
	my ($from, $to) = $up ? ('192.0.2.1:5060', '192.0.2.2:5060') : ('192.0.2.2:5060', '192.0.2.1:5060');
	return sprintf("2026/03/01 %02d:%02d:%02d.000000 %s -> %s\n", 10 + $second / 3600, $second / 60 % 60, $second % 60, $from, $to) .
	    join("\r\n", $start, "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK$id." . $cseq =~ s/\D.*//r, "From: <sip:a\@example.com>;tag=1", 'To: <sip:b@example.com>' .
	    ($up ? '' : ';tag=2'), "Call-ID: $id", "CSeq: $cseq", @more, 'Content-Length: 0', '', '') . "\n";
}
sub all { my ($n, $each) = @_; return join '', map { $each->($_) } 1 .. $n }
my $invite = 'INVITE sip:b@example.com SIP/2.0';

sub pcap {
	my @packets = @_;
	my $n = 0;
	return pack('LSSlLLL', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101) . join '', map { pack('LLLL', 1772359200 + $n / 50, $n++ % 50 * 1000, length, length) . $_ } @packets;
}
sub ip { my ($protocol, $from, $n, $bits, $data) = @_; return pack('CCnnnCCnNN', 0x45, 0, 20 + length $data, $n & 65535, $bits, 64, $protocol, 0, $from, 0x0a000002) . $data }
sub tcp { my ($port, $seq, $flags, $data) = @_; return pack('nnNNCCnnn', $port, 5060, $seq, 0, 0x50, $flags, 65535, 0, 0) . $data }
sub udp { my ($from, $to, $data) = @_; return pack('nnnn', $from, $to, 8 + length $data, 0) . $data }

# Each row: what it is, how many at first, the input made of so many, options.
my @shapes = (
	[ 'calls', 2000, sub { all($_[0], sub { message($_[0] / 100, 1, $invite, "c$_[0]", '1 INVITE') . message($_[0] / 100, 0, 'SIP/2.0 503 x', "c$_[0]", '1 INVITE') }) }, '-f json' ],
	[ 'calls without an end', 5000, sub { all($_[0], sub { message($_[0] / 60, 1, $invite, "c$_[0]", '1 INVITE') }) }, '--summary' ],
	[ 'transactions of a call', 1500, sub { all($_[0], sub { message($_[0] / 100, 1, $invite, 'c', "$_[0] INVITE") . message($_[0] / 100, 0, 'SIP/2.0 503 x', 'c', "$_[0] INVITE") }) }, '-f json' ],
	[ 'early dialogs of a call', 2000, sub { message(0, 1, $invite, 'c', '1 INVITE') . all($_[0], sub { message(1 + $_[0] / 200, 0, $_[0] % 2 ? 'SIP/2.0 183 x' : 'SIP/2.0 200 OK', 'c', '1 INVITE') =~ s/tag=2/tag=t$_[0]/r }) }, '-f json' ],
	[ 'retransmissions', 3000, sub { all($_[0], sub { message($_[0] / 100, 1, $invite, 'c', '1 INVITE') }) }, '-f json --ladder' ],
	[ 'challenges of a registration', 1500, sub { all($_[0], sub { message($_[0] / 100, 1, 'REGISTER sip:example.com SIP/2.0', 'c', "$_[0] REGISTER", 'Authorization: Digest username="a", realm="r", nonce="' . ($_[0] - 1) . '", uri="sip:x", response="0"') .
	    message($_[0] / 100, 0, 'SIP/2.0 401 x', 'c', "$_[0] REGISTER", qq(WWW-Authenticate: Digest realm="r", nonce="$_[0]")) }) }, '-f json --all' ],
	[ 'lines of a log', 4000, sub { all($_[0], sub { "[2026-03-01 10:00:00] NOTICE[1]: chan_sip.c: Registration from '<sip:$_[0]\@h>' failed for '10.0.1.1:5060' - Wrong password\n" }) }, '-f json' ],
	[ 'a long line', 40000, sub { 'HANGUPCAUSE=34 ' x $_[0] }, '-f json' ],
	[ 'backslashes', 200000, sub { '"' . '\\' x $_[0] }, '-f json' ],
	[ 'JSON within JSON', 20000, sub { '{"a":' x $_[0] . '"SIP/2.0 486 Busy Here\\r\\n"' }, '-f json' ],
	[ 'quoted lines', 500, sub { join '', map { '>' x ($_ % 200) . " SIP/2.0 486 Busy\n" } 1 .. $_[0] }, '-f json' ],
	[ 'connections that time out', 20000, sub { pcap(map { ip(6, 0x0a010000 + ($_ >> 16), $_, 0, tcp($_ & 65535, 1, 2, '')) } 1 .. $_[0]) }, '--summary' ],
	[ 'a connection byte by byte', 8000, sub { pcap(map { ip(6, 0x0a010001, $_, 0, tcp(5060, $_, 16, substr("SIP/2.0 486 Busy Here\r\nX: ", $_ % 26, 1))) } 1 .. $_[0]) }, '--summary' ],
	[ 'segments with a gap before each', 20000, sub { pcap(map { ip(6, 0x0a010001, $_, 0, tcp(5060, 2 * $_, 16, 'x')) } 1 .. $_[0]) }, '--summary' ],
	[ 'fragments without an end', 20000, sub { pcap(map { ip(17, 0x0a010000 + $_, $_, 0x2000 | $_ * 3 % 8191, 'x' x 8) } 1 .. $_[0]) }, '--summary' ],
	[ 'media streams', 15000, sub { pcap(map { ip(17, 0x0a010000 + ($_ >> 12), $_, 0, udp(4000 + $_ % 4096, 4000, pack('CCnNN', 0x80, 0, $_ & 65535, 160 * $_, $_) . 'x' x 160)) } 1 .. $_[0]) }, '--summary' ],
	[ 'names that are not found', 10000, sub { pcap(map { ip(17, 0x0a010001, $_, 0, udp(53, 5353, pack('nnnnnn', $_ & 65535, 0x8183, 1, 0, 0, 0) . pack('C/a C/a x nn', "n$_", 'sip', 1, 1))) } 1 .. $_[0]) }, '--summary' ],
);

# Processor time in seconds and most memory in KB of a run, and what it printed; the memory is 0 where it can't be asked.
my %wait4 = (x86_64 => 61, aarch64 => 260);
my ($machine) = split /\s/, `uname -m`;
sub run {
	my ($in, @arguments) = @_;
	my $pid = fork // die "fork: $!\n";
	if (!$pid) {
		open STDIN, '<', $in or die;
		open STDOUT, '>', 'out' or die;
		open STDERR, '>', 'err' or die;
		exec $siperr, @arguments;
	}
	my ($before, $status, $usage) = ((times)[2] + (times)[3], "\0" x 8, "\0" x 256);
	if ($wait4{$machine}) { syscall($wait4{$machine}, $pid, $status, 0, $usage) } else { waitpid $pid, 0 }
	my @usage = unpack 'q5', $usage;
	my $out = -s 'out' < 4e6 ? slurp('out') : '';
	return ($wait4{$machine} ? $usage[0] + $usage[2] + ($usage[1] + $usage[3]) / 1e6 : (times)[2] + (times)[3] - $before, $usage[4], $out);
}

sub grows {
	my ($name, $cost, $n) = @_;
	my ($least, $most) = (undef, undef);
	# The other processes of the machine may disturb one of them.
	for (1 .. 3) {
		my ($small, $large) = ($cost->($n), $cost->(4 * $n));
		$least = $small if !defined $least || $small < $least;
		$most = $large if !defined $most || $large < $most;
		last if $most <= 6 * $least + .25;
	}
	test("$name, four times as many", $most <= 6 * $least + .25, sprintf '%d take %.2f s, %d take %.2f s', $n, $least, 4 * $n, $most);
}

# ---- memory: before this program itself has much, for what is forked off it has as much at first ----

if ($wait4{$machine} && $faults) {
	my %most;
	for my $n (3000, 30000) {
		open my $f, '>:raw', 'in' or die;
		for (1 .. $n) {
			print $f message($_ / 10, 1, $invite, "c$_", '1 INVITE') =~ s/sip:a\@/sip:user$_\@/r, message($_ / 10, 0, 'SIP/2.0 503 x', "c$_", '1 INVITE') =~ s/sip:a\@/sip:user$_\@/r;
		}
		close $f;
		for my $options ('-f json', '-f json --redact', '--redact --by peer,agent', '--redact --extract -') {
			my $memory = (run('/dev/null', split(/ /, $options), '-i', 'in'))[1];
			test("ten times as long needs no more memory: $options", $memory <= 1.2 * $most{$options}, "$most{$options} KB, then $memory KB") if $most{$options};
			$most{$options} = $memory;
		}
	}
}

# ---- time ----

for my $shape (@shapes) {
	my ($name, $n, $make, $options) = @$shape;
	grows($name, sub { spill('in', $make->($_[0])); return (run('/dev/null', split(/ /, $options), '-i', 'in'))[0] }, $n);
}
grows('words on the command line', sub { my ($n) = @_; return (run('/dev/null', map { "wort$_" } 1 .. $n))[0] }, 50);
grows('known words on the command line', sub { my ($n) = @_; return (run('/dev/null', ('phone', 'rings', 'busy', 'nothing', 'heard') x ($n / 5)))[0] }, 50);

# Files of a folder, each with a message or two of another minute.
grows('files of a folder', sub {
	my ($n) = @_;
	mkdir "files$n";
	spill("files$n/$_.txt", message($_ % 7200, 0, 'SIP/2.0 486 Busy Here', "c$_", '1 INVITE')) for 1 .. (-e "files$n/$n.txt" ? 0 : $n);
	return (run('/dev/null', '--jobs', 1, '-f', 'brief', "files$n"))[0];
}, 3000);

# Bytes that come one by one.
grows('a stream byte by byte', sub {
	my ($n) = @_;
	my $text = substr(message(0, 0, 'SIP/2.0 486 Busy Here', 'c', '1 INVITE', 'X: ' . 'x' x 20000) x 30, 0, $n);
	my $before = (times)[2];
	open my $pipe, '|-', "$siperr -f json > out 2>&1" or die;
	syswrite $pipe, $_ for split //, $text;
	close $pipe;
	return (times)[2] - $before;
}, 40_000);

# ---- the key of the tables ----

spill('in', all(3000, sub { message($_[0] / 100, 1, $invite, "c$_[0]", '1 INVITE', "User-Agent: a" . $_[0] % 70) . message($_[0] / 100, 0, 'SIP/2.0 ' . (400 + $_[0] % 90) . ' x', "c$_[0]", '1 INVITE') }));
for my $options ('-f brief', '', '--by peer,agent -f json', '--calls') {
	my %seen = map { (run('/dev/null', split(/ /, $options), '-i', 'in'))[2] => 1 } 1 .. 4;
	test("what is printed hangs on no key: $options", keys %seen == 1 && !$seen{''});
}
if ($faults) {
	for my $arguments ([ '-i', 'in' ], [ '486' ]) {
		local %ENV = (%ENV, LD_PRELOAD => $faults, FAULT_RANDOM => "$folder/random");
		run('/dev/null', @$arguments);
		test("the tables have a key that was drawn: @$arguments", slurp('random') >= 16, slurp('random') . ' bytes were drawn');
	}
}
done();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Files and streams that fail, in TAP: a disk that is full after any byte of the output, descriptors that are closed from the
# start, files that shrink while they are read, threads that can't be started, signals at any moment, a reader that is slow or goes
# away. What was written is a beginning of what is written unharmed, in whole lines of JSON; the exit status says that something was
# wrong, and so does stderr.
#
# $FAULTS names the shared object made of tests/faults/preload.c, which bounds the size of files; without it (sanitizers) a full
# disk is left out. $FAULTS_STEPS: how many sizes and moments are tried; with 500 every byte of an output up to 4 KB is.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;
use Fcntl;
use IO::Handle;
use Time::HiRes 'sleep';

require "$Bin/faults/runs.pl";
our $library;
my $steps = $ENV{FAULTS_STEPS} || 12;

sub is_check { return scalar grep { /^(--check|-C)$/ } @{ $_[0] } }

# What is wrong with a run whose output could not all be written. That CRITICAL is known stays so.
sub lost {
	my ($arguments, $sound, $status, $err) = @_;
	my $check = is_check($arguments);
	return "status $status" unless $status eq ($check && $sound ne '2' ? 3 : 2);
	return 'said nothing on stderr' unless $err =~ /^siperr: /m;
	return;
}

# ---- a disk that is full ----

sub full_disk {
	my ($name, @arguments) = @_;
	my ($sound, $whole) = ended(start(\@arguments));
	my $n = length $whole;
	my %at = map { $_ => 1 } $n <= ($steps >= 500 ? 4096 : $steps) ? 0 .. $n : map { int($n * $_ / $steps) } 0 .. $steps;
	my @bad;
	push @bad, "nothing is written, status $sound" if $n == 0;
	for my $size (sort { $a <=> $b } keys %at) {
		my ($status, $out, $err) = ended(start(\@arguments, undef, LD_PRELOAD => $library, FAULT_SIZE => $size));
		# stderr is a file, too: it has room for a message when stdout has.
		$err = "siperr: \n" if $size < 40;
		my $why = $size >= $n ? ($status eq $sound && $out eq $whole ? undef : "status $status") : lost(\@arguments, $sound, $status, $err);
		push @bad, "$size of $n bytes: $why" if $why;
		push @bad, "$size of $n bytes: other bytes" if $out ne substr $whole, 0, $size;
	}
	return ("no room for all of $name ($n bytes)", @bad);
}

# ---- descriptors that are closed ----

sub closed {
	my ($name, @arguments) = @_;
	my ($sound, $whole, $said) = ended(start(\@arguments));
	my $needs_stdin = grep { $_ eq '-' } @arguments;
	my @bad;
	for my $set (1 .. 7) {
		my @gone = grep { $set & 1 << $_ } 0 .. 2;
		my $before = slurp('trace.txt');
		my ($status, $out, $err) = ended(start(\@arguments, sub { POSIX::close($_) for @gone }));
		my $why;
		$err = "siperr: \n" if $set & 4;
		if ($set & 2) {
			$why = $needs_stdin && $set & 1 ? ($status =~ /^[23]$/ ? undef : "status $status") : lost(\@arguments, $sound, $status, $err);
		} elsif ($set & 1 && $needs_stdin) {
			$why = "status $status, $err" unless $status eq (is_check(\@arguments) ? 3 : 2) && $err =~ /^siperr: /;
		} else {
			$why = "status $status, or another output" unless $status eq $sound && $out eq $whole;
		}
		$why = 'the trace was written to' if slurp('trace.txt') ne $before;
		push @bad, "without @gone: $why" if $why;
	}
	return ("descriptors closed from the start: $name", @bad);
}

# ---- lines that are whole, of those that are written unharmed ----

sub not_whole {
	my ($out, $whole) = @_;
	s/"message":\d+//g for $out, $whole;	# of two files at once not as much of each is read
	my %known = map { $_ => 1 } split /\n/, $whole;
	return 'a line that breaks off' if $out ne '' && $out !~ /\n\z/;
	return 'a line that is not written unharmed: ' . substr $_, 0, 60 for grep { !$known{$_} } split /\n/, $out;
	return;
}

# ---- files that shrink ----

sub shrinks {
	my ($name, $file, @arguments) = @_;
	my $bytes = slurp($file);
	my @bad;
	for my $i (1 .. ($steps < 8 ? $steps : 8)) {
		spill("shrinking-$i", $bytes);
		my $pid = start([ map { $_ eq 'FILE' ? "shrinking-$i" : $_ } @arguments ]);
		sleep(.002 * $i);
		truncate "shrinking-$i", int(length($bytes) / (1 + $i));
		my ($status, $out) = ended($pid);
		unlink "shrinking-$i";
		push @bad, "after " . 2 * $i . " ms: status $status" unless $status =~ /^[0-2]$/;
		push @bad, "after " . 2 * $i . " ms: a line that breaks off" if $out ne '' && $out !~ /\n\z/;
	}
	return ("a file that shrinks: $name", @bad);
}

# ---- signals ----

# Before the program catches them they end it, as they would any.
sub signalled {
	my ($signal, @arguments) = @_;
	my ($sound, $whole) = ended(start(\@arguments));
	my @bad;
	for my $i (1 .. ($steps < 40 ? $steps : 40)) {
		my $pid = start(\@arguments);
		sleep(.0015 * $i);
		kill $signal, $pid;
		my ($status, $out, $err) = ended($pid);
		my $number = { INT => 2, TERM => 15, HUP => 1 }->{$signal};
		my $why = not_whole($out, $whole);
		next if $status eq "signal $number" && $out eq '';
		$why //= "status $status" unless $status eq '2' && $err =~ /^siperr: / || $status eq $sound && $out eq $whole;
		push @bad, "after " . 1.5 * $i . " ms: $why" if $why;
	}
	return ("SIG$signal: @arguments", @bad);
}

# Its output is more than a pipe holds; nobody reads it while the signal comes.
sub signalled_while_writing {
	my @arguments = @_;
	my ($sound, $whole) = ended(start(\@arguments));
	pipe(my $from, my $to) or die;
	my $pid = start(\@arguments, sub { POSIX::dup2(fileno $to, 1); POSIX::close(fileno $from) });
	close $to;
	sleep(.4);
	kill 'INT', $pid;
	sleep(.1);
	my $out = do { local $/; <$from> };
	my ($status, undef, $err) = ended($pid);
	my @bad;
	push @bad, 'it did not wait for its reader' if length $whole < 200_000;
	push @bad, not_whole($out, $whole) // ();
	push @bad, "status $status, $err" unless $status eq '2' && $err =~ /^siperr: / || $status eq $sound && $out eq $whole;
	return ("SIGINT while nobody reads: @arguments", @bad);
}

# A closed pipe ends the program quietly, whatever its caller did with SIGPIPE.
sub reader_goes {
	my @arguments = @_;
	my @bad;
	for my $bytes (0, 1, 100, 5000, 70_000) {
		pipe(my $from, my $to) or die;
		my $pid = start(\@arguments, sub { $SIG{PIPE} = 'IGNORE'; POSIX::dup2(fileno $to, 1); POSIX::close(fileno $from) });
		close $to;
		my $some = '';
		read $from, $some, $bytes;
		close $from;
		my ($status, undef, $err) = ended($pid);
		push @bad, "after $bytes bytes: status $status, $err" unless $status eq 'signal 13' && $err eq '';
	}
	return ('a reader that goes away', @bad);
}

sub no_space {
	my @arguments = @_;
	my ($status, undef, $err) = ended(start(\@arguments, sub { open STDOUT, '>', '/dev/full' or die }));
	return ("/dev/full: @arguments", lost(\@arguments, 0, $status, $err) // ());
}

# A long file is read and judged in one thread then. What would have been read in its own is named.
sub no_threads {
	my ($same, @arguments) = @_;
	my ($sound, $whole) = ended(start(\@arguments));
	my ($status, $out, $err) = ended(start(\@arguments, undef, LD_PRELOAD => $library, FAULT_THREADS => 1));
	my $holds = $same ? $status eq $sound && $out eq $whole && $err eq '' : $status eq '2' && $err =~ /^siperr: second.txt: /m;
	return ("no thread can be started: @arguments", $holds ? () : "status $status, $err");
}

my @outputs = (
	[ 'a look-up', '486', 'Busy Here' ],
	[ 'help', '--help' ],
	[ 'a list', '--list', 'languages' ],
	[ 'text', 'trace.txt', '--lang', 'ru' ],
	[ 'brief', 'trace.txt', '--format', 'brief', '--each', '--all' ],
	[ 'JSON', 'trace.txt', '--format', 'json' ],
	[ 'TSV', 'trace.txt', '--format', 'tsv' ],
	[ 'markdown', 'trace.txt', '--format', 'markdown' ],
	[ 'HTML', 'trace.txt', '--format', 'html' ],
	[ 'a summary', 'trace.txt', '--summary' ],
	[ 'calls', 'trace.txt', '--calls' ],
	[ 'a check that is CRITICAL', 'trace.txt', '--check' ],
	[ 'a check that is WARNING', 'warning.txt', '--check' ],
);
my @inputs = (
	[ 'words', '486', '--format', 'json' ],
	[ 'a file', 'trace.txt' ],
	[ 'stdin', '-', '--format', 'brief' ],
	[ 'a file and stdin', 'second.txt', '-', '--format', 'brief' ],
	[ 'several files', 'second.txt', 'call.pcap', 'trace.txt.gz' ],
	[ 'a trace as an operand', slurp('trace.txt'), '--format', 'json' ],
	[ 'a check', 'warning.txt', '--check' ],
);
my @all = (
	($library ? map { my $one = $_; sub { full_disk(@$one) } } @outputs : ()),
	($library ? (sub { no_threads(1, '-i', 'long.txt', '--format', 'brief') }, sub { no_threads(0, 'trace.txt', 'second.txt') }) : ()),
	(map { my $one = $_; sub { no_space(@$one[1 .. $#$one]) } } grep { $_->[0] !~ /CRITICAL/ } @outputs),
	(map { my $one = $_; sub { closed(@$one) } } @inputs),
	sub { shrinks('text', 'long.txt', '-i', 'FILE', '--format', 'json') },
	sub { shrinks('gzip', 'long.txt.gz', '-i', 'FILE', '--format', 'json') },
	sub { shrinks('a capture', 'long.pcap', '-i', 'FILE', '--format', 'json') },
	sub { shrinks('one of two', 'long.txt', '-i', 'FILE', '-i', 'second.txt', '--format', 'json') },
	(map { my $signal = $_; sub { signalled($signal, '-i', 'long.txt', '--format', 'json', '--each') } } qw(INT TERM HUP)),
	sub { signalled('INT', '-i', 'long.txt', '-i', 'second.txt', '--format', 'json', '--each') },
	sub { signalled_while_writing('-i', 'long.txt', '--format', 'json', '--each', '--all') },
	sub { signalled_while_writing('-i', 'short.txt', '--format', 'json', '--each', '--all') },	# in one thread
	sub { reader_goes('-i', 'long.txt', '--format', 'json', '--each', '--all') },
);

spill('short.txt', join '', map { trace($_ % 60, "short$_") } 0 .. 100);
spill('long.txt', join '', map { trace($_ % 60, "long$_") } 0 .. 800);
{
	my $packets = slurp('media.pcap');
	spill('long.pcap', substr($packets, 0, 24) . substr($packets, 24) x 20);
}
system('gzip -k long.txt') == 0 or die;
exit judge_all(\@all, sub { $_[0]->() });

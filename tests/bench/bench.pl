#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# bench.pl FOLDER SIPERR: how fast siperr is, as ratios to other programs in the same run. FOLDER holds the
# programs of tests/bench; traces are made there. BENCH_MB (100) is the size of the traces. Processor time counts (user and
# system, all threads), but for the look-ups, which are too short for it.
use strict;
use warnings;

my ($folder, $siperr) = @ARGV;
die "usage: bench.pl FOLDER SIPERR\n" unless defined $siperr;
my $mb = $ENV{BENCH_MB} // 100;
$ENV{LC_ALL} = 'C.UTF-8';
$ENV{TZ} = 'UTC';

sub have { my ($program) = @_; return grep { -x "$_/$program" } split /:/, $ENV{PATH} }

sub trace {
	my ($form, $size) = @_;
	my $file = "$folder/trace-$size.$form";
	system("$folder/generate $form $size > $file") == 0 or die "generate failed\n" unless -e $file;
	return $file;
}

# Of each command: median seconds by the clock, median and least of processor time, and memory.
use constant { WALL => 0, CPU => 1, LEAST => 2, MEMORY => 3 };

sub measure {
	my ($runs, @commands) = @_;
	my @arguments = map { ('::', @$_) } @commands;
	shift @arguments;
	open my $out, '-|', "$folder/measure", $runs, @arguments or die "measure: $!\n";
	my @rows = map { [split] } <$out>;
	close $out or die "measure failed\n";
	return @rows;
}

sub line {
	my ($what, $value, $target, $good) = @_;
	printf "%-58s %8.2f   %-12s %s\n", $what, $value, $target, $good ? 'reached' : 'NOT reached';
}

# Something to know, without a figure to reach.
sub told { my ($what, $value) = @_; printf "%-58s %8.2f\n", $what, $value }

# In front of a command that is to have one processor; empty where that can't be had.
sub one_processor {
	my $allowed = do { local (@ARGV, $/) = '/proc/self/status'; <> };
	return have('taskset') && $allowed =~ /^Cpus_allowed_list:\s*(\d+)/m ? ('taskset', '-c', $1) : ();
}

sub at_most { my ($what, $value, $limit) = @_; line($what, $value, "at most $limit", $value <= $limit) }
sub at_least { my ($what, $value, $limit) = @_; line($what, $value, "at least $limit", $value >= $limit) }

sub osip_seconds {
	my ($file) = @_;
	my @seconds = sort { $a <=> $b } map { my $s = `$folder/osip_loop $file 2>/dev/null`; $s + 0 } 1 .. 3;
	return $seconds[1];
}

# As many messages as the trace of that form has: the loop's time is for a trace of raw messages.
sub messages { my ($file) = @_; my $n = `grep -a -c '^Call-ID:' $file`; return $n + 0 }

sub look_up {
	return print "errno(1) of moreutils is not installed\n" unless have('errno');
	my ($own, $other) = measure(300, [$siperr, '486', 'Busy Here'], ['errno', '2']);
	at_most('siperr 486 "Busy Here" : errno 2', $own->[WALL] / $other->[WALL], 2);
	for my $words ('everyone is busy right now', 'the weather is nice today') {
		my ($free, $least) = measure(100, [$siperr, $words], ['errno', '2']);
		at_most("siperr \"$words\" : errno 2", $free->[WALL] / $least->[WALL], 6);
	}
}

sub against_osip {
	my $raw = trace('raw', $mb);
	my $seconds = osip_seconds($raw);
	for my $form ('text', 'pcap') {
		my $file = trace($form, $mb);
		my $alone = $seconds * messages($file) / messages($raw);
		my ($own, $single) = measure(5, map { [@$_, $siperr, '--format', 'brief', $file] } [], [one_processor()]);
		at_most("$mb MB of $form : osip_message_parse alone", $own->[CPU] / $alone, 0.5);
		at_most('  the same on one processor', $single->[CPU] / $alone, 0.5);
		told('  by the clock, on all processors', $own->[WALL] / $alone);
		told('  by the clock, on one processor', $single->[WALL] / $alone);
	}
}

# sngrep leaves out what comes after 20,000 dialogs (its capture.limit), which is 74 MB of ours.
sub against_readers {
	my %others = (
		'tshark -Y' => [$mb, 15, sub { ('tshark', '-r', $_[0], '-Y', 'sip.Status-Code >= 400') }],
		'sngrep -N -q' => [$mb > 70 ? 70 : $mb, 8, sub { ('timeout', '300', 'sngrep', '-N', '-q', '-I', $_[0]) }],
	);
	for my $name (sort keys %others) {
		my ($size, $times, $command) = @{$others{$name}};
		next unless have((split / /, $name)[0]);
		my $file = trace('pcap', $size);
		my ($own) = measure(3, [$siperr, '--format', 'brief', $file]);
		my ($other) = measure(1, [$command->($file)]);
		at_least("$name : $size MB of pcap", $other->[CPU] / $own->[CPU], $times);
	}
}

sub little_sip {
	my $file = trace('log', $mb);
	my ($own, $other) = measure(3, [$siperr, '--format', 'brief', $file], ['grep', '-c', 'SIP/2.0', $file]);
	at_most("$mb MB of log with little SIP : grep -c", $own->[CPU] / $other->[CPU], 3);
}

# What counting a media packet costs: against the same packets where nobody looks for media.
sub media {
	my @one = one_processor();
	my ($counted, $other) = measure(5, map { [@one, $siperr, '--format', 'brief', trace($_, $mb)] } 'media', 'other');
	my $packets = (-s trace('media', $mb)) / (16 + 42 + 172);
	at_most('media, ns a packet', ($counted->[LEAST] - $other->[LEAST]) / $packets * 1e9, 60);
}

sub memory {
	my $tenth = $mb >= 10 ? int($mb / 10) : 1;
	for my $form ('text', 'pcap') {
		my ($short) = measure(1, [$siperr, '--format', 'brief', trace($form, $tenth)]);
		my ($long) = measure(1, [$siperr, '--format', 'brief', trace($form, $mb)]);
		at_most("memory, $form of $mb MB : of $tenth MB ($short->[MEMORY] KB)", $long->[MEMORY] / $short->[MEMORY], 1.2);
	}
}

# What a second processor brings by the clock; media for long enough that the start does not count.
sub processors {
	my @one = one_processor() or return;
	for (['pcap', $mb], ['media', 10 * $mb]) {
		my ($form, $size) = @$_;
		my ($two, $one) = measure(7, map { [@$_, $siperr, '--summary', trace($form, $size)] } [], [@one]);
		at_least("$size MB of $form, one processor : all", $one->[WALL] / $two->[WALL], 1.7);
	}
}

look_up();
against_osip();
against_readers();
little_sip();
media();
processors();
memory();

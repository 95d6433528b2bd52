#!/usr/bin/env perl
# bench.pl FOLDER SIPERR: how fast siperr is, as ratios to other programs in the same run. FOLDER holds the
# programs of tests/bench; traces are made there. BENCH_MB (100) is the size of the traces.
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

# Median seconds, least seconds and memory of each command.
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
	at_most('siperr 486 "Busy Here" : errno 2', $own->[0] / $other->[0], 2.5);
}

sub against_osip {
	my $raw = trace('raw', $mb);
	my $seconds = osip_seconds($raw);
	for my $form ('text', 'pcap') {
		my $file = trace($form, $mb);
		my ($own) = measure(3, [$siperr, '--format', 'brief', $file]);
		my $share = messages($file) / messages($raw);
		at_most("$mb MB of $form : osip_message_parse alone", $own->[0] / ($seconds * $share), 0.6);
		my @one = one_processor() or next;
		my ($single) = measure(3, [@one, $siperr, '--format', 'brief', $file]);
		told('  the same on one processor', $single->[0] / ($seconds * $share));
	}
}

sub against_readers {
	my $small = $mb > 20 ? 20 : $mb;
	my $file = trace('pcap', $small);
	my ($own) = measure(3, [$siperr, '--format', 'brief', $file]);
	if (have('tshark')) {
		my ($other) = measure(1, ['tshark', '-r', $file, '-Y', 'sip.Status-Code >= 400']);
		at_least("tshark -Y : $small MB of pcap", $other->[0] / $own->[0], 12);
	}
	if (have('sngrep')) {
		my ($other) = measure(1, ['timeout', '300', 'sngrep', '-N', '-q', '-I', $file]);
		at_least("sngrep -N -q : $small MB of pcap", $other->[0] / $own->[0], 7);
	}
}

sub little_sip {
	my $file = trace('log', $mb);
	my ($own, $other) = measure(3, [$siperr, '--format', 'brief', $file], ['grep', '-c', 'SIP/2.0', $file]);
	at_most("$mb MB of log with little SIP : grep -c", $own->[0] / $other->[0], 3);
}

# What counting a media packet costs: against the same packets where nobody looks for media.
sub media {
	my @one = one_processor();
	my ($counted, $other) = measure(5, map { [@one, $siperr, '--format', 'brief', trace($_, $mb)] } 'media', 'other');
	my $packets = (-s trace('media', $mb)) / (16 + 42 + 172);
	at_most('media, ns a packet', ($counted->[1] - $other->[1]) / $packets * 1e9, 60);
}

sub memory {
	my $tenth = $mb >= 10 ? int($mb / 10) : 1;
	for my $form ('text', 'pcap') {
		my ($short) = measure(1, [$siperr, '--format', 'brief', trace($form, $tenth)]);
		my ($long) = measure(1, [$siperr, '--format', 'brief', trace($form, $mb)]);
		at_most("memory, $form of $mb MB : of $tenth MB ($short->[2] KB)", $long->[2] / $short->[2], 1.2);
	}
}

look_up();
against_osip();
against_readers();
little_sip();
media();
memory();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Memory that fails, in TAP: each allocation of a run fails, once, and that one with all that follow, whoever asks for it. What then
# comes out is what comes out unharmed, or the run ends with exit status 2 (3 with --check, and a line that says UNKNOWN) and says
# on stderr why. Never a signal, never another answer.
#
# $FAULTS names the shared object made of tests/faults/preload.c; without it (sanitizers have their own malloc) there is nothing to
# do. $FAULTS_STEPS: how many of a run's allocations fail; all, where there are no more, else the first ones and a spread over the
# rest. $FAULTS_KIND: only the runs whose names match.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

if (!$ENV{FAULTS}) {
	print "1..0 # SKIP not with sanitizers\n";
	exit 0;
}
require "$Bin/faults/runs.pl";
our ($library, $folder);
my $steps = $ENV{FAULTS_STEPS} || 12;

system "$siperr --by agent -f json $_->[0] > $_->[1]" for [ 'trace.txt', 'part.json' ], [ 'second.txt', 'other.json' ];
my $packets = slurp('call.pcap');
spill('long.pcap', substr($packets, 0, 24) . substr($packets, 24) x (600 * 1024 / length $packets));
my @kinds = (
	[ 'a code and its phrase', '486', 'Busy Here', '--lang', 'ru' ],
	[ 'free words', 'the callee hears nothing when i transfer the call' ],
	[ 'a mistyped id', 'code.48' ],
	[ 'a list', '--list', 'warnings' ],
	[ 'a text trace', '-i', 'trace.txt', '--lang', 'es' ],
	[ 'a text trace from stdin', '-' ],
	[ 'a long file in two threads', '-i', 'long.txt', '--format', 'brief' ],
	[ 'a long capture in threads', '-i', 'long.pcap', '--jobs', 3, '--format', 'brief' ],
	[ 'a capture', 'call.pcap', '--explain' ],
	[ 'a capture with media', 'media.pcap', '--ladder' ],
	[ 'a compressed file', 'trace.txt.gz', '--format', 'brief' ],
	[ 'a compressed capture', 'packed.pcap.gz', '--format', 'tsv' ],
	[ 'JSON without names', 'trace.txt', '--format', 'json', '--redact-key', 'trace.txt' ],
	[ 'a summary', 'trace.txt', '--summary' ],
	[ 'a summary in JSON', 'trace.txt', '--by', 'peer,hour', '--format', 'json' ],
	[ 'a scoreboard', 'trace.txt', '--by', 'agent' ],
	[ 'a sum of summaries', 'part.json', 'other.json', '--merge', '--format', 'prometheus' ],
	[ 'a check', '-K', 'site', '--check', 'trace.txt', '-v' ],
	[ 'a check of several', 'warning.txt', 'trace.txt', '-C' ],
	[ 'several files', 'trace.txt', 'second.txt', 'call.pcap', '--format', 'markdown' ],
	[ 'a page', 'trace.txt', 'call.pcap', '--format', 'html' ],
	[ 'calls', 'trace.txt', '--calls', '--call', 'one' ],
	[ 'a folder of site knowledge', '-K', 'site', 'trace.txt' ],
	[ 'a phrase in another character set', 'latin.txt', '--lang', 'vi', 'LC_ALL=es_ES.ISO-8859-1' ],
);
for (['xz', 'xz -k trace.txt'], ['zst', 'zstd -q trace.txt']) {
	push @kinds, [ "a file packed as $_->[0]", "trace.txt.$_->[0]", '--format', 'brief' ] if system("$_->[1] 2>error") == 0;
}
@kinds = grep { $_->[0] =~ /$ENV{FAULTS_KIND}/ } @kinds if $ENV{FAULTS_KIND};

sub run {
	my ($kind, %faults) = @_;
	my ($name, @arguments) = @$kind;
	return ended(start(\@arguments, undef, %faults, LD_PRELOAD => $library));
}

# What is wrong with how it ended; nothing, when nothing is.
sub wrong {
	my ($kind, $sound, $status, $out, $err) = @_;
	my $check = grep { /^(--check|-C)$/ } @$kind;
	return if $status eq $sound->[0] && $out eq $sound->[1];
	return 'said nothing on stderr' if $status ne '0' && $err !~ /^siperr: /m;
	return if !$check && $status eq '2' && $err =~ /^siperr: /m;
	return if $check && $status eq '3' && $out =~ /^SIPERR UNKNOWN/;
	return if $check && $status eq '2' && $sound->[0] eq '2' && $out =~ /^SIPERR CRITICAL/;	# a file less, and still CRITICAL
	return "status $status, unharmed $sound->[0]" . ($out eq $sound->[1] ? '' : ', another output');
}

# ---- the walk ----

sub walk {
	my ($kind) = @_;
	my @sound = run($kind, FAULT_COUNT => "count.$$");
	my $n = slurp("count.$$") + 0;
	my $first = $n <= $steps ? $n : int($steps / 2);
	my %at = map { $_ => 1 } 1 .. $first;
	$at{1 + int(($n - 1) * 2 * $_ / $steps)} = 1 for 0 .. int($steps / 2);
	my (@bad, $runs);
	for my $at (sort { $a <=> $b } keys %at) {
		for my $ever (0, 1) {
			my @ended = run($kind, FAULT_AT => $at, $ever ? (FAULT_EVER => 1) : ());
			my $why = wrong($kind, \@sound, @ended);
			$runs++;
			push @bad, "$at of $n" . ($ever ? ' and all after it' : '') . ": $why; " . ($ended[2] =~ s/\n.*//sr) if $why;
		}
	}
	push @bad, "too few allocations: $n; status $sound[0]" if $n < 20 || $sound[0] =~ /signal/;
	return ("$kind->[0] ($runs runs, $n allocations)", @bad);
}

exit judge_all(\@kinds, \&walk);

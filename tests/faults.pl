#!/usr/bin/env perl
# Memory that fails, in TAP: each allocation of a run fails, once, and that one with all that follow, whoever asks for it. What then
# comes out is what comes out unharmed, or the run ends with exit status 2 (3 with --check, and a line that says UNKNOWN) and says
# on stderr why. Never a signal, never another answer.
#
# $FAULTS names the shared object made of tests/faults/memory.c; without it (sanitizers have their own malloc) there is nothing to
# do. $FAULTS_STEPS: how many of a run's allocations fail; all, where there are no more, else the first ones and a spread over the
# rest. $FAULTS_KIND: only the runs whose names match.
use strict;
use warnings;
use File::Basename;
use File::Temp;
use Cwd 'abs_path';
use Time::HiRes ();

my $library = $ENV{FAULTS};
if (!$library) {
	print "1..0 # SKIP not with sanitizers\n";
	exit 0;
}
$library = abs_path($library);
my $steps = $ENV{FAULTS_STEPS} || 24;
my $root = dirname(dirname(abs_path($0)));
my $siperr = abs_path($ENV{SIPERR} || "$root/siperr");
my $folder = File::Temp->newdir;
chdir $folder or die "$folder: $!\n";
delete @ENV{grep { /^(LC_|LANG|SIPERR|NO_COLOR|COLUMNS|XDG_)/ } keys %ENV};
%ENV = (%ENV, LC_ALL => 'C.UTF-8', TZ => 'Europe/Madrid', HOME => "$folder", TERM => 'dumb');

sub write_file { my ($name, $text) = @_; open my $f, '>:raw', $name or die "$name: $!\n"; print $f $text; close $f; }
sub slurp { open my $f, '<:raw', $_[0] or return ''; local $/; return <$f> // '' }

# ---- what the runs read ----

sub message {
	my ($time, $call, $up, $start, $cseq, $to, @more) = @_;
	my ($from, $for) = $up ? ('192.0.2.1', '192.0.2.2') : ('192.0.2.2', '192.0.2.1');
	return "2026-03-02 10:$time $from:5060 -> $for:5060\n" . join("\r\n", $start, "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK$call" . $cseq =~ s/\D//gr,
	    'From: "Ann" <sip:ann@example.com>;tag=a', "To: <sip:bob\@example.com>$to", "Call-ID: $call\@192.0.2.1", "CSeq: $cseq",
	    'Max-Forwards: 70', 'Contact: <sip:ann@192.0.2.1>', @more, 'Content-Length: 0', '', '') . "\n";
}

sub trace {
	my ($minute, @calls) = @_;
	my $invite = 'INVITE sip:bob@example.com SIP/2.0';
	return join '', map { my ($at, $c) = (sprintf('%02d:1%d', $minute, $_ % 10), $calls[$_]);
		message("$at.000", $c, 1, $invite, '1 INVITE', '', 'User-Agent: Yealink SIP-T46S 66.86'),
		message("$at.010", $c, 0, 'SIP/2.0 401 Unauthorized', '1 INVITE', ';tag=b', 'WWW-Authenticate: Digest realm="example.com", nonce="n1", algorithm=MD5'),
		message("$at.020", $c, 1, 'ACK sip:bob@example.com SIP/2.0', '1 ACK', ';tag=b'),
		message("$at.030", $c, 1, $invite, '2 INVITE', '', 'Authorization: Digest username="ann", realm="example.com", nonce="n1", uri="sip:bob@example.com", response="0123456789abcdef0123456789abcdef"'),
		message("$at.100", $c, 0, 'SIP/2.0 503 Service Unavailable', '2 INVITE', ';tag=c', 'Reason: Q.850;cause=34', 'Warning: 399 example.com "No trunk left"', 'Retry-After: 30'),
		message("$at.130", $c, 1, 'ACK sip:bob@example.com SIP/2.0', '2 ACK', ';tag=c') } 0 .. $#calls;
}

write_file('trace.txt', trace(1, 'one', 'two') . "[2026-03-02 10:02:00] NOTICE[77]: chan_sip.c:1 handle: Registration from '<sip:x\@example.com>' failed for '192.0.2.7' - Wrong password\n");
write_file('warning.txt', message('01:10.000', 'w', 1, 'INVITE sip:bob@example.com SIP/2.0', '1 INVITE', '') .
    message('01:10.100', 'w', 0, 'SIP/2.0 404 Not Found', '1 INVITE', ';tag=b') . message('01:10.130', 'w', 1, 'ACK sip:bob@example.com SIP/2.0', '1 ACK', ';tag=b'));
write_file('second.txt', trace(1, 'three'));
write_file('latin.txt', message('01:10.100', 'l', 0, "SIP/2.0 486 N\xfamero ocupado, ll\xe1mele m\xe1s tarde", '1 INVITE', ';tag=b'));
write_file('long.txt', join '', map { trace($_ % 60, "long$_") } 0 .. 260);
system("perl $root/tests/cli/capture/capture.pl tcp > call.pcap; perl $root/tests/cli/capture/media.pl one-way > media.pcap") == 0 or die;
system("gzip -k trace.txt; cp call.pcap packed.pcap; gzip packed.pcap") == 0 or die;
mkdir 'site';
write_file('root.txt', 'root:table(nofallback) { code.503 { title { "All our trunks are busy" } meaning { "Ours." } causes { "One of ours", "Two" } fixes { "Ask the desk", "Wait" } } }');
system('genrb -q -d site root.txt') == 0 or die;

my @kinds = (
	[ 'a code and its phrase', '486', 'Busy Here', '--lang', 'ru' ],
	[ 'free words', 'the callee hears nothing when i transfer the call' ],
	[ 'a mistyped id', 'code.48' ],
	[ 'a list', '--list', 'warnings' ],
	[ 'a text trace', '-i', 'trace.txt', '--lang', 'es' ],
	[ 'a text trace from stdin', '-' ],
	[ 'a long file in two threads', '-i', 'long.txt', '--format', 'brief' ],
	[ 'a capture', 'call.pcap', '--explain' ],
	[ 'a capture with media', 'media.pcap', '--ladder' ],
	[ 'a compressed file', 'trace.txt.gz', '--format', 'brief' ],
	[ 'a compressed capture', 'packed.pcap.gz', '--format', 'tsv' ],
	[ 'JSON without names', 'trace.txt', '--format', 'json', '--redact' ],
	[ 'a summary', 'trace.txt', '--summary' ],
	[ 'a summary in JSON', 'trace.txt', '--summary', '--format', 'json' ],
	[ 'a check', '-K', 'site', '--check', 'trace.txt', '-v' ],
	[ 'a check of several', 'warning.txt', 'trace.txt', '-C' ],
	[ 'several files', 'trace.txt', 'second.txt', 'call.pcap', '--format', 'markdown' ],
	[ 'calls', 'trace.txt', '--calls', '--call', 'one' ],
	[ 'a folder of site knowledge', '-K', 'site', 'trace.txt' ],
	[ 'a phrase in another character set', 'latin.txt', '--lang', 'vi', 'LC_ALL=es_ES.ISO-8859-1' ],
);
for (['xz', 'xz -k trace.txt'], ['zst', 'zstd -q trace.txt']) {
	push @kinds, [ "a file packed as $_->[0]", "trace.txt.$_->[0]", '--format', 'brief' ] if system("$_->[1] 2>error") == 0;
}
@kinds = grep { $_->[0] =~ /$ENV{FAULTS_KIND}/ } @kinds if $ENV{FAULTS_KIND};

# ---- one run ----

sub run {
	my ($kind, %faults) = @_;
	my ($name, @arguments) = @$kind;
	my %set = map { /^(LC_ALL)=(.*)/ ? ($1, $2) : () } @arguments;
	@arguments = grep { !/^LC_ALL=/ } @arguments;
	my $pid = fork // die "fork: $!\n";
	if (!$pid) {
		%ENV = (%ENV, %set, %faults, LD_PRELOAD => $library);
		open STDIN, '<', 'trace.txt' or die;
		open STDOUT, '>', "out.$$" or die;
		open STDERR, '>', "err.$$" or die;
		alarm 20;
		exec $siperr, @arguments;
	}
	waitpid $pid, 0;
	my $status = $? & 127 ? 'signal ' . ($? & 127) : $? >> 8;
	my ($out, $err) = (slurp("out.$pid"), slurp("err.$pid"));
	unlink "out.$pid", "err.$pid";
	return ($status, $out, $err);
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

# ---- the walk, one process for each half of the kinds ----

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

my $workers = 2;
my @pids;
for my $worker (0 .. $workers - 1) {
	my $pid = fork // die "fork: $!\n";
	if ($pid) {
		push @pids, $pid;
		next;
	}
	for (grep { $_ % $workers == $worker } 0 .. $#kinds) {
		my ($name, @bad) = walk($kinds[$_]);
		write_file("result.$_", join "\n", $name, @bad);
	}
	require POSIX;
	POSIX::_exit(0);
}
waitpid $_, 0 for @pids;

my $failed = 0;
for (0 .. $#kinds) {
	my ($name, @bad) = split /\n/, slurp("result.$_");
	printf "%sok %d - %s\n", @bad || !$name ? 'not ' : '', $_ + 1, $name // $kinds[$_][0];
	print "# $_\n" for @bad > 12 ? (@bad[0 .. 11], '... and ' . (@bad - 12) . ' more') : @bad;
	$failed++ if @bad || !$name;
}
chdir '/';
print '1..' . @kinds . "\n";
exit($failed ? 1 : 0);

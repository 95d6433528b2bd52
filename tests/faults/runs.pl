# SPDX-License-Identifier: MIT
# What the tests of memory and of files that fail have in common: the files that the runs read, in an empty folder, and one run.
use strict;
use warnings;
use Cwd 'abs_path';
use POSIX ();
use Siperr;

our $library = $ENV{FAULTS} && abs_path($ENV{FAULTS});
our $folder = apart(TZ => 'Europe/Madrid');
chdir $folder or die "$folder: $!\n";

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

spill('trace.txt', trace(1, 'one', 'two') . "[2026-03-02 10:02:00] NOTICE[77]: chan_sip.c:1 handle: Registration from '<sip:x\@example.com>' failed for '192.0.2.7' - Wrong password\n");
spill('warning.txt', message('01:10.000', 'w', 1, 'INVITE sip:bob@example.com SIP/2.0', '1 INVITE', '') .
    message('01:10.100', 'w', 0, 'SIP/2.0 405 Method Not Allowed', '1 INVITE', ';tag=b') . message('01:10.130', 'w', 1, 'ACK sip:bob@example.com SIP/2.0', '1 ACK', ';tag=b'));
spill('second.txt', trace(1, 'three'));
spill('latin.txt', message('01:10.100', 'l', 0, "SIP/2.0 486 N\xfamero ocupado, ll\xe1mele m\xe1s tarde", '1 INVITE', ';tag=b'));
spill('long.txt', join '', map { trace($_ % 60, "long$_") } 0 .. 260);
system("perl $root/tests/cli/capture/capture.pl tcp > call.pcap; perl $root/tests/cli/capture/media.pl one-way > media.pcap") == 0 or die;
system("gzip -k trace.txt; cp call.pcap packed.pcap; gzip packed.pcap") == 0 or die;
mkdir 'site';
spill('root.txt', 'root:table(nofallback) { code.503 { title { "All our trunks are busy" } meaning { "Ours." } causes { "One of ours", "Two" } fixes { "Ask the desk", "Wait" } } }');
system('genrb -q -d site root.txt') == 0 or die;

# ---- one run ----

# Its descriptors are as `prepare` leaves them in the child: stdin is the trace, stdout and stderr are files. An argument LC_ALL=… is
# one of the environment.
sub start {
	my ($arguments, $prepare, %set) = @_;
	my $pid = fork // die "fork: $!\n";
	return $pid if $pid;
	/^(LC_ALL)=(.*)/ and $set{$1} = $2 for @$arguments;
	%ENV = (%ENV, %set);
	open STDIN, '<', 'trace.txt' or die;
	open STDOUT, '>', "out.$$" or die;
	open STDERR, '>', "err.$$" or die;
	alarm 20;
	$prepare->() if $prepare;
	exec $siperr, grep { !/^LC_ALL=/ } @$arguments;
}

# Exit status or signal, stdout, stderr.
sub ended {
	my ($pid) = @_;
	waitpid $pid, 0;
	my $status = $? & 127 ? 'signal ' . ($? & 127) : $? >> 8;
	my ($out, $err) = (slurp("out.$pid"), slurp("err.$pid"));
	unlink "out.$pid", "err.$pid";
	return ($status, $out, $err);
}

# ---- many of them, in two processes ----

# `judge` answers a list for each of the `things`: its name, and what was wrong with it.
sub judge_all {
	my ($things, $judge) = @_;
	my @pids;
	for my $worker (0, 1) {
		my $pid = fork // die "fork: $!\n";
		push @pids, $pid if $pid;
		next if $pid;
		for (grep { $_ % 2 == $worker } 0 .. $#$things) {
			spill("result.$_", join "\n", $judge->($things->[$_]));
		}
		POSIX::_exit(0);
	}
	waitpid $_, 0 for @pids;
	my $failed = 0;
	for (0 .. $#$things) {
		my ($name, @bad) = split /\n/, slurp("result.$_");
		printf "%sok %d - %s\n", @bad || !$name ? 'not ' : '', $_ + 1, $name // 'it came to no end';
		print "# $_\n" for @bad > 12 ? (@bad[0 .. 11], '... and ' . (@bad - 12) . ' more') : @bad;
		$failed++ if @bad || !$name;
	}
	chdir '/';
	print '1..' . @$things . "\n";
	return $failed ? 1 : 0;
}

1;

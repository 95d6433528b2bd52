#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# More files than stay open, in TAP: up to 512 are opened before the first byte is read, the rest each in its turn; with fewer
# descriptors it is no different, and a pipe among them neither.
use strict;
use warnings;
use FindBin '$Bin';
use POSIX ();
use Time::HiRes 'sleep';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";
mkdir 'files';
sub time_line { my ($n) = @_; return sprintf "2026/03/01 10:%02d:%02d.000000 192.0.2.1:5060 -> 192.0.2.2:5060\n", $n / 60, $n % 60 }
sub message { my ($n) = @_; return time_line($n) . "SIP/2.0 486 Busy Here\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK$n\r\nFrom: <sip:a\@example.com>;tag=1\r\nTo: <sip:b\@example.com>;tag=2\r\nCall-ID: c$n\r\nCSeq: 1 INVITE\r\n\r\n" }
spill(sprintf('files/%03d.txt', $_), message($_)) for 1 .. 600;

sub calls { my %seen = map { $_ => 1 } $_[0] =~ /"call_id":"(c\d+)"/g; return scalar keys %seen }
my $all = `$siperr -f json files 2>&1`;
test('600 files', $? == 0 && calls($all) == 600, calls($all));
my $few = `ulimit -n 64; exec $siperr -f json files 2>&1`;
test('with 64 descriptors', $? == 0 && $few eq $all, calls($few));

# A pipe that nobody writes to: what is open meanwhile can be counted.
POSIX::mkfifo('pipe', 0600) or die "pipe: $!\n";
sysopen my $pipe, 'pipe', POSIX::O_RDWR or die "pipe: $!\n";
my $pid = fork // die "fork: $!\n";
if (!$pid) {
	open STDOUT, '>', 'out' or die;
	exec $siperr, '-f', 'json', 'files', '-i', 'pipe';
}
my ($open, $before) = (0, -1);
for (1 .. 100) {
	sleep .1;
	$open = () = glob "/proc/$pid/fd/*";
	last if $open == $before && $open > 500;
	$before = $open;
}
syswrite $pipe, message(601);
close $pipe;
waitpid $pid, 0;
my $out = slurp('out');
test('600 files and a pipe', $? == 0 && calls($out) == 601, calls($out));
test('at most 512 files are open, and few other things', !-d '/proc/self/fd' || ($open >= 512 && $open < 512 + 48), $open);
done();

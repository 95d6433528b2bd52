#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The command-line cases: tests/cli/<topic>/<case>.case, in TAP.
#
# A case is a small script with what it prints:
#
#     # a comment
#     $ siperr 486 "Busy Here" --lang es
#     the expected output, line by line
#     ! an expected line of stderr
#     ? 0
#
# Each command runs in sh, in the folder of the case, with `siperr` meaning the program under test. Output lines
# that would begin with `$ `, `! `, `? ` or `#` are written with a `\` before them. `?` is the exit status and ends
# the expectation; a line `...` stands for any number of lines. `tests/cli.pl --update [FILE…]` writes what is
# printed now into the cases: read the difference before you commit it.
use strict;
use warnings;
use File::Basename;
use Cwd 'abs_path';
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $update = @ARGV && $ARGV[0] eq '--update' ? shift : 0;
my $here = "$root/tests";
my @cases = @ARGV ? map { abs_path($_) } @ARGV : glob("$here/cli/*/*.case");

$ENV{ASAN_OPTIONS} ||= 'detect_leaks=1';
my $scratch = apart();

# Runs one command; returns its stdout and stderr as case lines and its exit status.
sub run {
	my ($command, $folder) = @_;
	my ($out, $err) = ("$scratch/out", "$scratch/err");
	my $pid = fork // die "fork: $!";
	if (!$pid) {
		chdir $folder or die "$folder: $!";
		open STDIN, '<', '/dev/null'; open STDOUT, '>', $out; open STDERR, '>', $err;
		exec '/bin/sh', '-c', $command;
	}
	waitpid $pid, 0;
	my $status = $? & 127 ? 'signal ' . ($? & 127) : $? >> 8;
	my @lines = map { s/^(?=\\|[\$!?] |#|\.\.\.$)/\\/r } split /\n/, slurp($out), -1;
	if (@lines && $lines[-1] eq '') { pop @lines } elsif (@lines) { $lines[-1] .= '\\' }
	return (@lines, map({ "! $_" } split /\n/, slurp($err)), "? $status");
}

# `...` in the expectation matches any run of lines.
sub same {
	my ($want, $got) = @_;
	my $pattern = join '', map { $_ eq '...' ? '(?:.*\n)*?' : quotemeta($_) . '\n' } @$want;
	return join('', map { "$_\n" } @$got) =~ /^$pattern\z/;
}

for my $case (@cases) {
	my @lines = split /\n/, slurp($case);
	my (@new, $bad);
	for (my $i = 0; $i < @lines; $i++) {
		push @new, $lines[$i];
		next unless $lines[$i] =~ /^\$ (.*)/;
		my $command = $1;
		my @want;
		push @want, $lines[++$i] while $i + 1 < @lines && $lines[$i] !~ /^\? /;
		my @got = run($command, dirname($case));
		push @new, same(\@want, \@got) ? @want : @got;
		next if same(\@want, \@got) || $update;
		$bad .= "\$ $command\nwanted:\n" . join('', map { "  $_\n" } @want) . "got:\n" . join('', map { "  $_\n" } @got);
	}
	spill($case, join '', map { "$_\n" } @new) if $update;
	(my $name = $case) =~ s{^\Q$here\E/}{};
	test($name, !$bad, $bad);
}
done();

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
use File::Temp;
use Cwd 'abs_path';

my $update = @ARGV && $ARGV[0] eq '--update' ? shift : 0;
my $here = dirname(abs_path($0));
my $program = $ENV{SIPERR} || "$here/../siperr";
my @cases = @ARGV ? map { abs_path($_) } @ARGV : glob("$here/cli/*/*.case");

my $bin = File::Temp->newdir;
symlink abs_path($program), "$bin/siperr" or die "$program: $!";
delete @ENV{grep { /^(LC_|LANG|SIPERR|NO_COLOR|COLUMNS|XDG_)/ } keys %ENV};
$ENV{ASAN_OPTIONS} ||= 'detect_leaks=1';
%ENV = (%ENV, PATH => "$bin:$ENV{PATH}", LC_ALL => 'C.UTF-8', TERM => 'dumb', TZ => 'UTC', HOME => "$bin");

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!"; local $/; my $text = <$f>; $text // '' }

# Runs one command; returns its stdout and stderr as case lines and its exit status.
sub run {
	my ($command, $folder) = @_;
	my ($out, $err) = ("$bin/out", "$bin/err");
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

my ($count, $failed) = (0, 0);
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
	if ($update) {
		open my $f, '>', $case or die "$case: $!";
		print $f map { "$_\n" } @new;
	}
	(my $name = $case) =~ s{^\Q$here\E/}{};
	printf "%s %d - %s\n", $bad ? 'not ok' : 'ok', ++$count, $name;
	print $bad =~ s/^/# /gmr if $bad;
	$failed++ if $bad;
}
print "1..$count\n";
exit($failed ? 1 : 0);

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What README.md shows is what the program prints, in TAP: each ```console block is run line by line in tests/readme.
# A line `...` in a block stands for any number of lines.
use strict;
use warnings;
use File::Basename;
use File::Temp;
use Cwd 'abs_path';

my $root = dirname(dirname(abs_path($0)));
my $bin = File::Temp->newdir;
symlink abs_path($ENV{SIPERR} || "$root/siperr"), "$bin/siperr" or die "siperr: $!";
delete @ENV{grep { /^(LC_|LANG|SIPERR|COLUMNS|XDG_)/ } keys %ENV};
%ENV = (%ENV, PATH => "$bin:$ENV{PATH}", LC_ALL => 'C.UTF-8', TZ => 'UTC', HOME => "$bin");
chdir "$root/tests/readme" or die "tests/readme: $!";

open my $f, '<', "$root/README.md" or die "README.md: $!";
my $readme = do { local $/; <$f> };
my ($count, $failed) = (0, 0);
while ($readme =~ /^```console\n(.*?)^```$/msg) {
	for my $example (split /^(?=\$ )/m, $1) {
		my ($command, $want) = $example =~ /^\$ ([^\n]*)\n(.*)/s;
		my $got = `$command 2>&1`;
		my $pattern = join '', map { $_ eq '...' ? '(?:.*\n)*?' : quotemeta($_) . '\n' } split /\n/, $want;
		my $ok = $got =~ /^$pattern\z/;
		printf "%s %d - %s\n", $ok ? 'ok' : 'not ok', ++$count, $command;
		print "# got:\n", $got =~ s/^/#   /gmr unless $ok;
		$failed++ unless $ok;
	}
}
print "1..$count\n";
exit($failed || !$count ? 1 : 0);

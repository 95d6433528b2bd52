#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What README.md shows is what the program prints, in TAP: each ```console block is run line by line in tests/readme.
# A line `...` in a block stands for any number of lines.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir "$root/tests/readme" or die "tests/readme: $!";

my $readme = slurp("$root/README.md");
while ($readme =~ /^```console\n(.*?)^```$/msg) {
	for my $example (split /^(?=\$ )/m, $1) {
		my ($command, $want) = $example =~ /^\$ ([^\n]*)\n(.*)/s;
		my $got = `$command 2>&1`;
		my $pattern = join '', map { $_ eq '...' ? '(?:.*\n)*?' : quotemeta($_) . '\n' } split /\n/, $want;
		test($command, $got =~ /^$pattern\z/, "got:\n" . $got =~ s/^/  /gmr);
	}
}
done();

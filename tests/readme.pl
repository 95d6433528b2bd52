#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What README.md shows is what the program prints, in TAP: each ```console block is run line by line in tests/readme.
# A line `...` in a block stands for any number of lines. And the files that SECURITY.md and CONTRIBUTING.md name are there.
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

for my $page ('SECURITY.md', 'CONTRIBUTING.md') {
	my @named = slurp("$root/$page") =~ m{`((?:src|tests|locales|man)/[\w./*-]+)`}g;
	my @gone = grep { my @there = glob "$root/$_"; !@there || !-e $there[0] } @named;
	test("the files that $page names are there", @named > 5 && !@gone, @gone);
}
done();

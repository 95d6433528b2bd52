#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What tests/mutants names still stands in the sources: a fault that can't be planted any more is seen by no test, in TAP.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use Test::More;

my $root = dirname(dirname(abs_path($0)));

sub lines_of
{
	my ($path) = @_;
	open my $file, '<', "$root/$path" or die "$path: $!\n";
	return map { s/^\s+|\s+$//gr } <$file>;
}

sub entries_of
{
	my ($path) = @_;
	return map { /^(\S+): (.*) => / ? [ $1, $2 ] : die "$path: what is “$_”?\n" } grep { !/^(?:#|$)/ } map { s/\t.*//r } lines_of($path);
}

for (entries_of('tests/mutants/list')) {
	my ($file, $piece) = @$_;
	is(scalar(grep { index($_, $piece) >= 0 } lines_of($file)), 1, "$file: “$piece” stands in one line");
}
for (entries_of('tests/mutants/equal')) {
	my ($file, $line) = @$_;
	my @lines = lines_of($file);
	# A bare `return` or `continue` is named with the line before it.
	ok((grep { $lines[$_] eq $line || $_ > 0 && "$lines[$_ - 1] $lines[$_]" eq $line } 0 .. $#lines) > 0, "$file: “$line” stands there");
}
done_testing();

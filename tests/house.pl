#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What a reviewer would refuse at sight, in TAP: lines too wide, functions and files too long to be seen whole, lists of words that
# nobody asks or that have a word twice.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my %most = (columns => 140, lines => 45, file => 450);	# a tab takes eight columns; lines are those between the braces

sub wide {
	my ($text) = @_;
	utf8::decode($text);
	my @wide;
	for (split /\n/, $text) {
		1 while s/\t/' ' x (8 - $-[0] % 8)/e;
		push @wide, length if length > $most{columns};
	}
	return @wide;
}

sub long {
	my ($text) = @_;
	my @long;
	push @long, "$1()" while $text =~ /^(\w+)\([^;]*?\n\{\n((?:(?!\}$)[^\n]*\n){@{[ $most{lines} + 1 ]},}?)\}$/mg;
	return @long;
}

my (@wide, @long, @big, $all);
for my $path (sort glob "$root/src/{*,*/*,*/*/*}.{c,h,def}") {
	(my $file = $path) =~ s{^\Q$root\E/}{};
	my $text = slurp($path);
	$all .= $text unless $file eq 'src/base/literals.h';
	push @wide, map { "$file: $_ columns" } wide($text);
	push @long, map { "$file: $_" } long($text);
	push @big, "$file: " . $text =~ tr/\n// if $text =~ tr/\n// > $most{file};
}
test("no line of src has more than $most{columns} columns", !@wide, @wide);
test("no function of src has more than $most{lines} lines", !@long, @long);
test("no file of src has more than $most{file} lines", !@big, @big);
test('a line that is too wide would be found', wide("\t" . 'x' x ($most{columns} - 7)) && !wide("\t" . 'ä' x ($most{columns} - 8)));
test('a function that is too long would be found', join(' ', long("int\nf(void)\n{\n" . "\tg();\n" x ($most{lines} + 1) . "}\n")) eq 'f()' &&
	!long("int\nf(void)\n{\n" . "\tg();\n" x $most{lines} . "}\n"));

my %lists;
for (slurp("$root/locales/literals.txt") =~ /^    ([a-z_]+ \{(?:[^"}]|"(?:[^"\\]|\\.)*")*\})/mg) {
	my ($name) = /^(\w+)/;
	$lists{$name} = [ /"((?:[^"\\]|\\.)*)"/g ];
}
my @unasked = grep { $all !~ /\bliterals_$_\b/ } sort keys %lists;
my @twice = grep { my %seen; grep { $seen{$_}++ } @{ $lists{$_} } } sort keys %lists;
my @empty = grep { !@{ $lists{$_} } || grep { $_ eq '' } @{ $lists{$_} } } sort keys %lists;
test('each list of literals.txt is asked', keys %lists > 20 && !@unasked, @unasked);
test('no list has a word twice, none is empty, no word is', !@twice && !@empty, @twice, @empty);
done();

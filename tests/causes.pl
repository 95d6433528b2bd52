#!/usr/bin/perl
# SPDX-License-Identifier: MIT
# Every cause that the program can state is one of the facts: the tokens in src/ against those of locales/entries.txt.
use strict;
use warnings;
use Test::More;

sub slurp
{
	my ($path) = @_;
	local $/;
	open my $file, '<', $path or die "$path: $!\n";
	return <$file>;
}

my $entries = slurp('locales/entries.txt');
my %known;
while ($entries =~ /\bcauses \{\n(.*?)^        \}/msg) {
	my $causes = $1;
	$known{$1} = 1 while $causes =~ /^\s*([a-z0-9-]+) \{/mg;
}
ok(%known, 'the facts have causes');

# As an argument, or in a table of tokens.
my %stated;
for my $path (glob 'src/diagnose/*.c src/diagnose/*/*.c') {
	my $code = slurp($path);
	while ($code =~ /\b(?:verdict_proves|verdict_excludes|finding_fact|state)\(([^;]*);/g) {
		my $arguments = $1;
		$stated{$1}{$path} = 1 while $arguments =~ /"([a-z0-9-]+)"/g;
	}
	while ($code =~ /\b(?:tokens|by_q850)\[[^\]]*\] = \{(.*?)\};/sg) {
		my $table = $1;
		$stated{$1}{$path} = 1 while $table =~ /"([a-z0-9-]+)"/g;
	}
}
ok(%stated, 'the sources state causes');
for my $token (sort keys %stated) {
	ok($known{$token}, "$token is a cause of some entry (" . join(', ', sort keys %{ $stated{$token} }) . ')');
}
# What nobody states would never be told.
my $all = join '', map { slurp($_) } glob 'src/*/*.c src/*/*/*.c';
for my $token (sort keys %known) {
	ok(index($all, qq("$token")) >= 0, "$token is stated somewhere");
}
done_testing();

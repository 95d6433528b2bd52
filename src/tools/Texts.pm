# SPDX-License-Identifier: MIT
# The texts of a language, read from its folder of ICU bundles (locales/<language>/*.txt), for the tools in Perl.
package Texts;
use strict;
use warnings;
use Exporter 'import';
use File::Basename;

our @EXPORT_OK = qw(slurp members parts language);

sub slurp
{
	my ($path) = @_;
	local $/;
	open my $file, '<', $path or die "$path: $!\n";
	return <$file>;
}

# The members of a table, from where pos() is up to its end: [ name, value, where it begins, where it ends ] each, a value
# being a table (members) or the list of its strings.
sub table
{
	my ($text, $path) = @_;
	my @members;
	while (1) {
		$$text =~ m{\G(?:\s|,|//[^\n]*|/\*.*?\*/)*}gcs;
		last if pos($$text) == length $$text || $$text =~ /\G\}/gc;
		my $begin = pos $$text;
		$$text =~ /\G([^\s{}",]+)\s*\{/gc or die "$path: no name or string at: " . substr($$text, pos $$text, 60) . "\n";
		my $name = $1;
		push @members, [ $name, value($text, $path), $begin, pos $$text ];
	}
	return \@members;
}

# Those of a whole file.
sub members
{
	my ($text, $path) = @_;
	pos($text) = 0;
	return table(\$text, $path);
}

# What stands in the braces: strings, or members. Strings without a comma between them are one.
sub value
{
	my ($text, $path) = @_;
	my (@strings, $comma);
	while (1) {
		$$text =~ m{\G(?:\s|//[^\n]*|/\*.*?\*/)*}gcs;
		if ($$text =~ /\G"((?:[^"\\]|\\.)*)"/gcs) {
			@strings && !$comma ? $strings[-1] .= $1 : push @strings, $1;
			$comma = 0;
		} elsif ($$text =~ /\G,/gc) {
			$comma = 1;
		} elsif (@strings) {
			$$text =~ /\G\}/gc or die "$path: no } after: $strings[-1]\n";
			return { strings => \@strings };
		} else {
			return { members => table($text, $path) };
		}
	}
}

# A text is all that stands under one name: its parts by their path (title, decided/password/fixes), each a list of strings.
sub parts
{
	my ($value, $path, $into) = @_;
	$into->{$path} = $value->{strings} if $value->{strings};
	parts($_->[1], $path eq '' ? $_->[0] : "$path/$_->[0]", $into) for @{ $value->{members} // [] };
	return $into;
}

# Family → name → parts.
sub language
{
	my ($folder) = @_;
	my %families;
	for my $path (glob "$folder/*.txt") {
		$families{ basename($path, '.txt') }{ $_->[0] } = parts($_->[1], '', {}) for @{ members(slurp($path), $path) };
	}
	return \%families;
}

1;

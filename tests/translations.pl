#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# How far the languages are, told and passed by make check; and that src/tools/translations.pl sees what is missing,
# stale or copied, in TAP.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use File::Temp;
use Test::More;

my $root = dirname(dirname(abs_path($0)));
my $tool = "$^X $root/src/tools/translations.pl";

diag($_) for grep { /^language / || / all / } split /\n/, `$tool --root $root/locales --check`;
is($?, 0, 'the languages can be told');

# French sets a no-break space before these signs, so that no line begins with one: U+00A0 before a colon and within guillemets,
# U+202F before the others. A parameter, ";ob", is none.
sub spaced_otherwise
{
	my ($path) = @_;
	open my $file, '<:encoding(UTF-8)', $path or die "$path: $!\n";
	my @wrong;
	while (my $line = <$file>) {
		push @wrong, map { "$path:$.: $_\n" } grep { /[ \x{202f}]:(?:\s|$)|[ \x{a0}][;!?](?:\s|$)|« | »/ } $line =~ /"([^"]*)"/g;
	}
	return @wrong;
}

binmode Test::More->builder->$_, ':encoding(UTF-8)' for qw(output failure_output);
is(join('', map { spaced_otherwise($_) } glob "$root/locales/fr/*.txt"), '', 'French: one kind of space before each sign');

my $folder = File::Temp->newdir;
mkdir "$folder/$_" or die "$folder: $!\n" for qw(en xx);

sub write_file
{
	my ($path, $text) = @_;
	open my $file, '>', "$folder/$path" or die "$folder/$path: $!\n";
	print $file $text;
	close $file or die "$folder/$path: $!\n";
}

sub texts
{
	my ($title, @causes) = @_;
	return "// A comment { with a brace\ncode.486 {\n    title { \"$title\" }\n    causes { " . join(', ', map { "\"$_\"" } @causes) . " }\n}\n";
}

sub counts
{
	my ($arguments) = @_;
	my ($line) = grep { /^xx +codes / } split /\n/, `$tool --root $folder $arguments`;
	return join ' ', (split ' ', $line // '')[2 .. 5];
}

write_file('en/codes.txt', texts('The line is busy', 'Somebody is talking', 'Asterisk: `busy here` or rtp.conf') . "code.487 { title { \"Given up\" } }\n");
is(counts('--check'), '0 2 0 0', 'nothing there: missing');
write_file('xx/codes.txt', texts('Besetzt'));
is(counts('--check'), '0 2 0 0', 'an entry without its causes: missing');
write_file('xx/codes.txt', texts('Besetzt', 'Somebody is talking'));
is(counts('--check'), '0 1 0 1', 'an English sentence: copied');
write_file('xx/codes.txt', texts('Besetzt', 'Jemand spricht', 'Asterisk: `busy here` or rtp.conf'));
is(counts('--check'), '1 1 0 0', 'only tokens: no copy');
ok(!-e "$folder/xx/made-from.lst", '--check writes nothing');
like(`$tool --root $folder --release`, qr{^xx/codes\.txt: code\.486: not in made-from\.lst}m, 'a release wants it recorded');
is(counts(''), '1 1 0 0', 'recorded');
write_file('en/codes.txt', texts('The line is in use', 'Somebody is talking') . "code.487 { title { \"Given up\" } }\n");
is(counts('--check'), '0 1 1 0', 'the English changed: stale');
is(counts(''), '0 1 1 0', 'and goes on being stale');
like(`$tool --root $folder --list xx`, qr{^xx/codes\.txt: code\.486: stale$}m, 'by name');
is(counts('--accept xx code.486'), '1 1 0 0', 'accepted as it is');
is(counts('--check'), '1 1 0 0', 'and remembered');
write_file('en/codes.txt', texts('The line is taken', 'Somebody is talking') . "code.487 { title { \"Given up\" } }\n");
is(counts('--check'), '0 1 1 0', 'stale again');
write_file('xx/codes.txt', texts('Belegt', 'Jemand spricht'));
is(counts(''), '1 1 0 0', 'the translation has followed');
`$tool --root $folder --release`;
isnt($?, 0, 'a release does not pass while something is missing');
write_file('xx/codes.txt', texts('Belegt', 'Jemand spricht') . "code.487 { title { \"Aufgegeben\" } }\n");
`$tool --root $folder`;
`$tool --root $folder --release`;
is($?, 0, 'a release passes when all is done');
write_file('xx/codes.txt', 'code.486 { title { "Belegt" "');
`$tool --root $folder --check 2>&1`;
isnt($?, 0, 'a file that cannot be read is no language');
done_testing();

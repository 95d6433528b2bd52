#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Texts to PO and back: nothing changes on the way, what a translator changed does, and nothing else. In TAP.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use File::Temp;
use Test::More;

my $root = dirname(dirname(abs_path($0)));
my $tool = "$^X $root/src/tools/po.pl";
my $folder = File::Temp->newdir;
mkdir "$folder/$_" or die "$folder: $!\n" for qw(en xx);

sub slurp { open my $file, '<', $_[0] or return ''; local $/; return <$file> // '' }
sub spill { open my $file, '>', $_[0] or die "$_[0]: $!\n"; print $file $_[1]; close $file; return $_[0] }
sub export { my ($tag) = @_; return scalar `$tool --root $folder export $tag` }
sub import_po { my ($text) = @_; my $path = spill("$folder/in.po", $text); return scalar `$tool --root $folder import $path 2>&1` }
sub translate { my ($po, $id, $string) = @_; $po =~ s/(msgid "\Q$id\E"\nmsgstr )"[^\n]*"/$1"$string"/ or die "$id\n"; return $po }

# The real ones: the way there and back leaves every file as it is.
my $copy = File::Temp->newdir;
system("cp -r $root/locales/* $copy") == 0 or die "cp failed\n";
for my $path (glob "$copy/*/") {
	my $tag = basename($path);
	next if $tag eq 'en';
	system("$tool --root $copy export $tag > $copy/$tag.po") == 0 or die "export $tag failed\n";
	is(scalar `$tool --root $copy import $copy/$tag.po`, "$tag: 0 texts changed\n", "$tag there and back");
}
is(scalar `diff -r $root/locales $copy | grep -v '^Only in .*po\$'`, '', 'no file is another one');

spill("$folder/en/codes.txt", <<'END');
// ==== code.*: codes ====
// Said of a phone.
code.486 {
    title { "Busy: \"here\"" }
    causes { "On the phone", "Do not disturb" }
}
code.487 { title { "Given up" } }
END
spill("$folder/en/labels.txt", qq(label.calls { "{4, plural, one {# call} other {# calls}} from {0}" }\n));
spill("$folder/xx/codes.txt", <<'END');
// Our own heading.
code.486 {
    title { "Besetzt" }
    causes { "Spricht", "Ruhe" }	// as they say in Bern
}
END
my $po = export('xx');
like($po, qr/^#\. Said of a phone\.\n#\. A title: at most 8 words, no full stop\.\n#: codes\.txt\nmsgctxt "codes\/code\.486\/title\/1"\nmsgid "Busy: \\"here\\""\nmsgstr "Besetzt"$/m, 'a text, its note, its limit');
like($po, qr/msgctxt "codes\/code\.487\/title\/1"\nmsgid "Given up"\nmsgstr ""/, 'one that is missing');
like($po, qr/\{0\} \{4\}\. The apostrophe/, 'a pattern tells its arguments');
unlike($po, qr/= code/, 'headings are no notes');
like(export('en'), qr/msgid "Given up"\nmsgstr ""/, 'a template is empty');

is(import_po($po), "xx: 0 texts changed\n", 'nothing changed');
my $before = slurp("$folder/xx/codes.txt");
spill("$folder/xx/codes.txt", $before =~ s/"Ruhe"/"Ruhe", "Weg"/r);
is(import_po($po), "xx: 1 texts changed\n", 'a line that the English text has no more goes');
unlike(slurp("$folder/xx/codes.txt"), qr/Weg/, 'that line alone');
spill("$folder/xx/codes.txt", $before);
like(import_po(translate($po, 'Given up', 'Aufgegeben')), qr/^xx: 1 texts changed$/, 'a new text');
is(slurp("$folder/xx/codes.txt"), $before . "code.487 { title { \"Aufgegeben\" } }\n" =~ s/code\.487 \{ (.*) \}\n/code.487 {\n    $1\n}\n/r, 'stands behind the others');
import_po(translate(export('xx'), 'Do not disturb', 'Bitte\\"nicht\\"stören'));
like(slurp("$folder/xx/codes.txt"), qr/causes \{ "Spricht", "Bitte\\"nicht\\"stören" \}/, 'one line of a list, with quotes');
like(slurp("$folder/xx/codes.txt"), qr/^\/\/ Our own heading\.$/m, 'comments stay');

# A file whose texts stand in another order keeps it.
mkdir "$folder/zz" or die;
spill("$folder/zz/codes.txt", qq(code.487 { title { "Zurück" } }\n// between\ncode.486 {\n    title { "Besetzt" }\n    causes { "Spricht", "Ruhe" }\n}\n));
(my $other = translate(translate(export('en'), 'Given up', 'Aufgegeben'), 'On the phone', 'Telefoniert')) =~ s/Language: en/Language: zz/;
is(import_po($other), "zz: 2 texts changed\n", 'another order');
is(slurp("$folder/zz/codes.txt"), qq(code.487 {\n    title { "Aufgegeben" }\n}\n// between\ncode.486 {\n    title { "Besetzt" }\n    causes { "Telefoniert", "Ruhe" }\n}\n), 'stays');

(my $fuzzy = translate(export('xx'), 'On the phone', 'Anders')) =~ s/(#: codes\.txt\nmsgctxt "codes\/code\.486\/causes\/1")/#, fuzzy\n$1/;
is(import_po($fuzzy), "xx: 0 texts changed\n", 'what is fuzzy is not taken');
(my $wrapped = export('xx')) =~ s/msgid "On the phone"\nmsgstr "Spricht"/msgid ""\n"On the "\n"phone"\nmsgstr ""\n"Spricht "\n"gerade"/;
import_po($wrapped);
like(slurp("$folder/xx/codes.txt"), qr/"Spricht gerade"/, 'strings over several lines');

(my $new = translate(translate(export('en'), 'Given up', 'Abandonado'), 'On the phone', 'Habla')) =~ s/Language: en/Language: yy/;
is(import_po($new), "yy: 1 texts changed\n", 'a language begins; an entry that is not whole waits');
is(slurp("$folder/yy/codes.txt"), "code.487 {\n    title { \"Abandonado\" }\n}\n", 'with what there is');
like(import_po("msgid \"\"\nmsgstr \"Language: xx\\n\"\n\nmsgctxt \"a\"\nmsgid \"b\nmsgstr \"c\"\n"), qr/no line of PO/, 'a broken line is named');
isnt($?, 0, 'and refused');
like(import_po("msgid \"\"\nmsgstr \"\"\n"), qr/which Language/, 'so is a file of no language');
like(import_po(export('en')), qr/written in locales\/en/, 'and the English one');
done_testing();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The texts as gettext's PO, for Weblate, Poedit and the like, and back. A message's context is where it stands:
# family/name/part/number, as in codes/code.486/causes/2.
#
#   po.pl export TAG           the texts of locales/TAG beside the English ones, to stdout; TAG en: a template, nothing filled in
#   po.pl import FILE          what FILE translates goes into locales/<its Language>, made where there is none
#
# What is stale or was copied from the English is told as fuzzy; what is fuzzy or empty in FILE stays as it is there.
# --root FOLDER before that: instead of locales.
use strict;
use warnings;
use File::Basename;
use FindBin '$Bin';
use lib $Bin;
use Texts qw(slurp members parts language);

my $root = 'locales';
my $version = '1';
my @families;	# labels first: the words that the others use

sub fail { die "po.pl: @_\n" }

# A string stays as it stands in its bundle: PO escapes the quote and the backslash in the same way.
sub quoted { my ($text) = @_; return "\"$text\"" }

# The lines of a file in the order they are written; the texts of one of its members.
sub slots
{
	my ($family, $name, $parts) = @_;
	my @slots;
	for my $path (sort keys %$parts) {
		my $strings = $parts->{$path};
		push @slots, map { [ join('/', $family, $name, $path eq '' ? () : $path, $_ + 1), $path, $_ ] } 0 .. $#$strings;
	}
	return @slots;
}

# ---- export ----

# What a translator has to know of a text.
sub notes
{
	my ($name, $path, $text, $above) = @_;
	my @notes = @$above;
	push @notes, 'yes, once every text is there; until then, no.' if $name eq 'language.complete';
	push @notes, 'What the language calls itself.' if $name eq 'language.name';
	push @notes, 'A title: at most 8 words, no full stop.' if $path =~ m{(?:^|/)title$};
	push @notes, 'One short line.' if $path =~ m{(?:^|/)(?:causes|fixes|look)$};
	my %arguments = map { $_ => 1 } $text =~ /\{(\d)/g;
	push @notes, 'A pattern of ICU; each of its arguments stands in the translation, too: ' .
	    join(' ', map { "{$_}" } sort keys %arguments) . '. The apostrophe is ’.' if %arguments;
	push @notes, '{4} is a number: write the plural forms that the language has (zero, one, two, few, many, other).' if $arguments{4};
	return @notes;
}

# The comment right above a member of the English file, but for the headings.
sub comment_above
{
	my ($text, $at) = @_;
	my @lines = split /\n/, substr($text, 0, $at), -1;
	pop @lines;
	my @notes;
	while (@lines && $lines[-1] =~ m{^\s*//(?!\s*=)\s?(.*)}) {
		unshift @notes, $1;
		pop @lines;
	}
	return [ grep { /\S/ } @notes ];
}

# Which of the language's texts do not count: stale, or copied.
sub unsure
{
	my ($tag) = @_;
	my %unsure;
	return \%unsure if $tag eq 'en';
	for (`$^X '$Bin/translations.pl' --root '$root' --name '$tag' 2>/dev/null`) {
		$unsure{"$1/$2"} = 1 if m{^\Q$tag\E/(\w+)\.txt: (\S+): (?:stale|copied)$};
	}
	return \%unsure;
}

sub export
{
	my ($tag) = @_;
	fail("$tag: no such language") unless -d "$root/$tag";
	my ($english, $ours, $unsure) = (language("$root/en"), language("$root/$tag"), unsure($tag));
	print "# The texts of siperr.\nmsgid \"\"\nmsgstr \"\"\n",
	    map { "\"$_\\n\"\n" } 'Project-Id-Version: siperr', "Language: $tag", 'MIME-Version: 1.0',
	    'Content-Type: text/plain; charset=UTF-8', 'Content-Transfer-Encoding: 8bit', "X-Texts: $version";
	for my $family (@families) {
		my $file = "$root/en/$family.txt";
		my $text = slurp($file);
		for my $member (@{ members($text, $file) }) {
			my ($name, $value, $begin) = @$member;
			my $parts = parts($value, '', {});
			my $translated = $tag eq 'en' ? {} : $ours->{$family}{$name} // {};
			my $above = comment_above($text, $begin);
			for my $slot (slots($family, $name, $parts)) {
				my ($context, $path, $i) = @$slot;
				my $id = $parts->{$path}[$i];
				my $string = ($translated->{$path} // [])->[$i] // '';
				print "\n", map({ "#. $_\n" } notes($name, $path, $id, $above)), "#: $family.txt\n",
				    $unsure->{"$family/$name"} && $string ne '' ? "#, fuzzy\n" : '',
				    'msgctxt ', quoted($context), "\nmsgid ", quoted($id), "\nmsgstr ", quoted($string), "\n";
			}
		}
	}
}

# ---- import ----

# Context → translation, of what is neither fuzzy nor empty; and the language.
sub read_po
{
	my ($path) = @_;
	my (%strings, $language);
	for my $entry (split /\n\s*\n/, slurp($path)) {
		my ($fuzzy, $field, %of) = (0, '');
		for (split /\n/, $entry) {
			if (/^#,.*\bfuzzy\b/) { $fuzzy = 1 }
			elsif (/^#/) { next }
			elsif (/^(msgctxt|msgid|msgstr)\s+"((?:[^"\\]|\\.)*)"\s*$/) { $field = $1; $of{$field} = $2 }
			elsif (/^"((?:[^"\\]|\\.)*)"\s*$/ && $field ne '') { $of{$field} .= $1 }
			elsif (/\S/) { fail("$path: this is no line of PO: $_") }
		}
		if (defined $of{msgid} && $of{msgid} eq '' && !defined $of{msgctxt}) {
			($language) = ($of{msgstr} // '') =~ /Language: ([A-Za-z_]+)\\n/;
		} elsif (defined $of{msgctxt} && ($of{msgstr} // '') ne '' && !$fuzzy) {
			$strings{ $of{msgctxt} } = $of{msgstr};
		}
	}
	fail("$path: no header says which Language it is") unless $language;
	return ($language, \%strings);
}

sub formatted_strings
{
	my ($name, $strings, $indent) = @_;
	my $line = "$indent$name { " . join(', ', map { quoted($_) } @$strings) . " }\n";
	return $line if length $line <= 122;
	return "$indent$name {\n" . join(",\n", map { "$indent    " . quoted($_) } @$strings) . "\n$indent}\n";
}

# A member as it is written; `get` gives the string of a path and number.
sub formatted
{
	my ($name, $value, $get, $path, $indent) = @_;
	return formatted_strings($name, [ map { $get->($path, $_) } 0 .. $#{ $value->{strings} } ], $indent) if $value->{strings};
	return "$indent$name {\n" . join('', map {
		formatted($_->[0], $_->[1], $get, $path eq '' ? $_->[0] : "$path/$_->[0]", "$indent    ")
	} @{ $value->{members} }) . "$indent}\n";
}

# The file of a family: each text that the PO has whole and that differs is written anew where it stands, a new one behind
# the text that stands before it in the English file. All else stays as it is.
sub import_family
{
	my ($tag, $family, $strings) = @_;
	my ($from, $to) = ("$root/en/$family.txt", "$root/$tag/$family.txt");
	my $text = -e $to ? slurp($to) : '';
	my %there = map { $_->[0] => $_ } @{ members($text, $to) };
	my ($behind, @edits) = (undef);	# where it is put, in place of how much, what
	for my $member (@{ members(slurp($from), $from) }) {
		my ($name, $value) = @$member;
		my $parts = parts($value, '', {});
		my $ours = $there{$name};
		my $old = $ours ? parts($ours->[1], '', {}) : {};
		my $get = sub {
			my ($path, $i) = @_;
			return $strings->{ join '/', $family, $name, $path eq '' ? () : $path, $i + 1 } // ($old->{$path} // [])->[$i];
		};
		my @slots = slots($family, $name, $parts);
		my $whole = !grep { !defined $get->(@$_[1, 2]) } @slots;
		my $same = $ours && !grep { ($get->(@$_[1, 2]) // '') ne (($old->{ $_->[1] } // [])->[ $_->[2] ] // '') } @slots;
		# Lines that the English text has lost since are not in the PO, and go, too.
		my $longer = (grep { exists $strings->{ $_->[0] } } @slots) &&
		    grep { @{ $old->{$_} } > @{ $parts->{$_} // [] } } keys %$old;
		if ($whole && (!$same || $longer)) {
			my $new = formatted($name, $value, $get, '', '');
			chomp $new;
			push @edits, $ours ? [ $ours->[2], $ours->[3] - $ours->[2], $new ] :
			    defined $behind ? [ $behind, 0, "\n$new" ] : [ length $text, 0, ($text eq '' || $text =~ /\n\z/ ? '' : "\n") . "$new\n" ];
		}
		$behind = $ours->[3] if $ours;
	}
	return 0 unless @edits;
	my ($out, $done) = ('', 0);
	for my $edit (sort { $a->[0] <=> $b->[0] } @edits) {	# perl's sort keeps the order of those alike
		$out .= substr($text, $done, $edit->[0] - $done) . $edit->[2];
		$done = $edit->[0] + $edit->[1];
	}
	$out .= substr $text, $done;
	mkdir "$root/$tag";
	open my $file, '>', $to or fail("$to: $!");
	print $file $out;
	close $file or fail("$to: $!");
	return scalar @edits;
}

if (@ARGV > 1 && $ARGV[0] eq '--root') { shift; $root = shift }
my ($what, $argument) = @ARGV;
@families = sort { ($b eq 'labels') <=> ($a eq 'labels') || $a cmp $b } map { basename($_, '.txt') } glob "$root/en/*.txt";
if (($what // '') eq 'export' && defined $argument) {
	export($argument);
} elsif (($what // '') eq 'import' && defined $argument) {
	my ($tag, $strings) = read_po($argument);
	fail("$argument: the English texts are written in locales/en") if $tag eq 'en';
	my $changed = 0;
	$changed += import_family($tag, $_, $strings) for @families;
	print "$tag: $changed texts changed\n";
} else {
	fail('export TAG, or import FILE');
}

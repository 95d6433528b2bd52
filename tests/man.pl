#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The manual pages against the program, in TAP: what the program has is documented, what is documented is there.
use strict;
use warnings;
use File::Temp;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

sub output { my $text = `$_[0]`; $text }

# Passes when every item of the second list stands in the first; names the ones that don't. A translation may be behind,
# as its texts may, until a release.
sub covers {
	my ($name, $have, $want) = @_;
	my %have = map { $_ => 1 } @$have;
	my @missing = sort grep { !$have{$_}++ } @$want;
	my $may_lack = !$ENV{RELEASE} && $name =~ m{^man/\w+/};
	print "# $name, but for: @missing\n" if @missing && $may_lack;
	test($name, @$want && (!@missing || $may_lack), @$want ? "missing: @missing" : 'nothing to compare');
}

$ENV{LC_ALL} = 'C.UTF-8';
my @sources = map { slurp($_) } glob("$root/src/*.c $root/src/*/*.c $root/src/*/*/*.c");
my @options = output("$siperr --help") =~ /(?<![\w-])--([a-z][a-z-]+)/g;
my @rules = map { (split /\t/)[0] } grep { !/^id\t/ } split /\n/, output("$siperr --list rules --format tsv");
my @variables = map { /getenv\("([A-Z_]+)"\)/g } @sources;
# The keys of a finding, a summary and a comparison, as the reports write them: json_add(object, "key", …).
my @keys = map { /\bjson_\w+\((?:[^,()"]|\([^()]*\))*, "([a-z_]+)"/g } map { slurp("$root/src/report/$_.c") } qw(json summary_json compare_json);
# A page's examples, whatever words of its language stand in them, and the paragraphs of its options, numbered.
sub examples { map { s/\\\(dq.*?\\\(dq/"…"/gr =~ s/--lang \w+/--lang …/r } $_[0] =~ /^\.Dl (.*)$/mg }
sub paragraphs {
	my @told;
	for my $item (split /^\.(?=It |El\b|Sh )/m, $_[0]) {
		my ($option) = $item =~ /^It .*?Fl -([\w-]+)/ or next;
		push @told, map { "$option/$_" } 1 .. 1 + (() = $item =~ /^\.Pp$/mg);
	}
	return @told;
}
my $english = slurp("$root/man/siperr.1");
my @families = map { /^([a-z0-9]+)\./ ? $1 : () } map { (split /\t/)[0] } split /\n/, output("$siperr --list --format tsv");

for my $page (glob("$root/man/siperr.1 $root/man/*/siperr.1")) {
	my $text = slurp($page);
	(my $name = $page) =~ s{^\Q$root\E/}{};
	my ($section) = $text =~ /^\.Sh OPTIONS\n(.*?)^\.Sh /ms;
	if (!defined $section) {	# a translation: the second section that has options in it
		$section = join '', grep { /^\.It Fl l , Fl -lang/m } split /^\.Sh .*\n/m, $text;
	}
	my @documented = map { /Fl -([a-z][a-z-]+)/g } grep { /^\.It/ } split /\n/, $section;
	covers("$name documents every option", \@documented, \@options);
	covers("$name documents no option that is not there", \@options, \@documented);
	covers("$name documents every rule", [ $text =~ /^\.It Cm ([a-z]+\.[a-z0-9-]+)$/mg ], \@rules);
	covers("$name documents no rule that is not there", [ @rules, qw(reason.no-route) ],
	    [ grep { !/^(code|q850|warning|symptom)\./ } $text =~ /^\.It Cm ([a-z]+\.[a-z0-9-]+)$/mg ]);
	covers("$name names every family of ids", [ $text =~ /^\.It Cm ([a-z0-9]+)\./mg ], [ sort keys %{{ map { $_ => 1 } @families }} ]);
	covers("$name documents every environment variable", [ map { /([A-Z][A-Z_]+)/g } $text =~ /^\.It Ev (.*)$/mg ], \@variables);
	covers("$name documents every JSON key", [ map { /([a-z_]+)/g } $text =~ /^\.?(?:It |Pq )?Cm (.*)$/mg ], \@keys);
	covers("$name shows every example", [ examples($text) ], [ examples($english) ]);
	covers("$name tells each option in full", [ paragraphs($text) ], [ paragraphs($english) ]);
	covers("$name documents every exit status", [ $text =~ /^\.It (\d)$/mg ], [ 0, 1, 2 ]);
}
# groff's mdoc sets header and footer where the first section has the name it expects: a translation tells it which.
for my $page (glob("$root/man/*/*.[15]")) {
	my $text = slurp($page);
	(my $name = $page) =~ s{^\Q$root\E/}{};
	my ($first) = $text =~ /^\.Sh (.*)$/m;
	my ($told) = $text =~ /^\.ds doc-section-name (.*)$/m;
	test("$name has a header under groff", defined $told && $told eq $first && $text =~ /^\.ds doc-volume ./m, $told // 'nothing');
}

# The files of a site as the page shows them, compiled as the page says, those of the second kind in a folder of their
# own; the id found for the phrase of its last part, and what is shown of an entry that is corrected.
sub try_examples {
	my ($text) = @_;
	my @folders = (File::Temp->newdir, File::Temp->newdir);
	my @files = ([], []);
	for my $block ($text =~ /^\.Bd -literal\n(.*?)^\.Ed/msg) {
		my ($name) = $block =~ /^(\w+):table/;
		my $second = grep({ $_ eq "$name.txt" } @{$files[0]}) ? 1 : 0;
		push @{$files[$second]}, "$name.txt";
		open my $f, '>:raw', "$folders[$second]/$name.txt" or die "$folders[$second]: $!";
		print $f $block =~ s/\\e/\\/gr;
		close $f;
	}
	my $said = join '', map { `cd $folders[$_] && genrb -q -d . @{$files[$_]} 2>&1` } 0, 1;
	$said =~ s/^genrb number of files: \d+\n//mg;	# it says so whatever -q says
	return $said . `$siperr -f brief -K $folders[0] 403 "Barred until 6 hours" 2>&1` .
	    `$siperr -f brief -K $folders[1] 486 2>&1`;
}

my $tokens = slurp("$root/src/finding/tokens.c");
# A line of an entry may hold several of its facts.
sub facts { my ($line) = @_; $line =~ s/"(?:[^"\\]|\\.)*"//g; return $line =~ /(?<!\S)([a-z]+) \{/g }
my @facts = ((map { facts($_) } slurp("$root/locales/entries.txt") =~ /^ {8}([a-z].*)/mg),
	map { /^ {4}([a-z]+) \{/mg } map { slurp($_) } glob "$root/locales/en/*.txt");
my @vendor_keys = map { /\b(name|agents) \{/g } slurp("$root/locales/vendors.txt");
my @tokens = map { $tokens =~ /\[${_}_\w+\] = "(\w+)"/g } qw(SEVERITY PARTY RETRY);
my @bundles = slurp("$root/src/knowledge/store/store.c") =~ /\[TABLE_(?:ENTRIES|PHRASES|REMARKS|VENDORS)\] = "(\w+)"/g;

for my $page (glob("$root/man/siperr-knowledge.5 $root/man/*/siperr-knowledge.5")) {
	my $text = slurp($page);
	(my $name = $page) =~ s{^\Q$root\E/}{};
	my @words = map { split / ?, ?| / } $text =~ /^\.(?:It |Pq )?Cm (.*)$/mg;
	covers("$name documents every key of an entry", \@words, [ @facts, @vendor_keys ]);
	covers("$name documents every word for severity, party and retry", \@words, \@tokens);
	covers("$name documents the places of a phrase", \@words, [ qw(hangupcause remark symptom 0 reason/sip reason/q.850), '{n}', '{word}', '{*}' ]);
	covers("$name documents every file", [ $text =~ /^\.It Pa (\w+)\.txt/mg ], [ @bundles, 'root' ]);
	my $found = try_examples($text);
	test("$name shows files that work", $found =~ /\Anotice reason\.night-barring .*\n.* code\.486 .*: Busy at the front desk\n\z/, $found);
}
done();

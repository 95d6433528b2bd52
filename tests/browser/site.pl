#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The site that `make site` makes (SITE says where it lies), in TAP: whole, each link leads somewhere, and in a real browser its
# search finds an entry by code, phrase and words.
use strict;
use warnings;
use Cwd 'abs_path';
use FindBin '$Bin';
use lib "$Bin/../lib";
use Browser;
use Html;
use Siperr;

my $site = abs_path($ENV{SITE} // "$root/build/site");
my @languages = map { (split /\t/)[0] } grep { !/^lang\t/ } split /\n/, `$siperr --list languages -f tsv`;
my @ids = map { (split /\t/)[0] } grep { !/^id\t/ } split /\n/, `$siperr --list -f tsv`;

test('a folder a language', @languages >= 14 && !grep { !-d "$site/$_" } @languages);
test("$_: a page an entry", @ids == (() = glob "$site/$_/*.html") - 1) for @languages;

# Each link leads to a file that is there; the address of a reference is not followed.
my (%there, @lost, @bad);
for my $page ("$site/index.html", map { my $l = $_; glob "$site/$l/index.html $site/$l/{code.4*,q850.1*,dialog.*,media.*,reason.a*,symptom.*,warning.*}.html" } @languages) {
	my $text = slurp($page);
	my ($folder) = $page =~ m{^(.*)/};
	for my $to ($text =~ / (?:href|src)="(?!https:|#)([^"]*)"/g) {
		push @lost, "$page: $to" unless $there{"$folder/$to"} //= -f "$folder/$to";
	}
	my $fault = html_fault($text, site => 1);
	push @bad, "$page: $fault" if $fault;
}
test('each link leads somewhere', !@lost, @lost[0 .. ($#lost < 9 ? $#lost : 9)]);
test('the pages are as they should be', !@bad, @bad[0 .. ($#bad < 9 ? $#bad : 9)]);

my $arabic = slurp("$site/ar/code.486.html");
test('from right to left', scalar $arabic =~ /<html lang="ar" dir="rtl">/);
test('each page names its others', @languages + 1 == (() = $arabic =~ m{<link rel="alternate" hreflang="[\w-]+" href="\.\./[\w-]+/code\.486\.html">}g));
test('related entries are linked', scalar slurp("$site/en/code.486.html") =~ m{<a href="q850\.17\.html"><code>q850\.17</code></a>});
test('references have their address', scalar slurp("$site/en/code.486.html") =~ m{href="https://www\.rfc-editor\.org/rfc/rfc3261#section-21\.4\.24"});

if (!browser()) {
	test('in a browser # SKIP there is no Chromium', 1);
	done();
}

# The ids that the search shows, best first.
sub found {
	my ($language, $text) = @_;
	my $query = join '', map { /[A-Za-z0-9]/ ? $_ : sprintf '%%%02X', ord } split //, $text;
	my $seen = open_page("file://$site/$language/index.html?q=$query");
	my ($list) = $seen->{dom} =~ m{<ol id="found"[^>]*>(.*?)</ol>}s;
	my ($none) = $seen->{dom} =~ m{<p id="none"[^>]*?(hidden)?(?:="")?>};
	return { ids => [ ($list // '') =~ m{<code>([^<]*)</code>}g ], none => !$none, said => $seen->{said}, asked => $seen->{asked} };
}

sub first { my ($language, $text, $id) = @_; my $f = found($language, $text); test("$language: “$text” finds $id", ($f->{ids}[0] // '') eq $id, "@{ $f->{ids} }"); return $f }

my $by_code = first('en', '486', 'code.486');
test('the browser has nothing to say', !@{ $by_code->{said} }, @{ $by_code->{said} });
test('nothing is asked for elsewhere', !@{ $by_code->{asked} }, @{ $by_code->{asked} });
first('en', 'q850.34', 'q850.34');
first('en', 'busy here', 'code.486');
first('en', 'No circuit/channel available', 'q850.34');
first('es', 'Ocupado aquí', 'code.486') if slurp("$site/es/words.js") =~ /Ocupado aqu/;
first('en', '503 service unavailable', 'code.503');
my $words = found('en', 'call drops 32 seconds');
test('words find what they tell of', scalar grep({ ($_ // '') eq 'dialog.missing-ack' } (@{ $words->{ids} })[0 .. 9]), "@{ $words->{ids} }");
my $russian = found('ru', 'занято');
test('in another language', scalar grep({ ($_ // '') =~ /486|q850\.17|600/ } (@{ $russian->{ids} })[0 .. 4]), "@{ $russian->{ids} }");
my $nothing = found('en', 'zzzzqqqq');
test('nothing is said to be found', !@{ $nothing->{ids} } && $nothing->{none});
my $empty = found('en', '');
test('and nothing where nothing is asked', !@{ $empty->{ids} } && !$empty->{none});

for my $page ('index.html', 'en/code.486.html', 'ar/code.486.html') {
	my $seen = open_page("$site/$page");
	test("$page: the browser shows it and says nothing", $seen->{dom} =~ /<footer>/ && !@{ $seen->{said} }, @{ $seen->{said} });
}

done();

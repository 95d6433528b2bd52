# SPDX-License-Identifier: MIT
# What a page of siperr's may be made of, read more strictly than any browser does: each tag and attribute is one of those
# that are expected, each is ended, and text holds nothing that could be one.
package Html;
use strict;
use warnings;
use Digest::SHA 'sha256_base64';
use Exporter 'import';

our @EXPORT = qw(html_fault html_style html_policy html_text);

my %void = map { $_ => 1 } qw(meta link input);
my %tags = map { $_ => 1 } qw(html head meta title style body main footer nav header article section details summary h1 h2 h3 p ul ol li dl
    dt dd div span bdi b code a table thead tbody tr th td svg g path text rect circle);
my %attributes = map { $_ => 1 } qw(lang dir charset http-equiv content name class id href rel scope xmlns role width height viewBox
    preserveAspectRatio aria-hidden d x y cx cy r);
# What the pages of the site have beside: a search, links to other languages, two scripts that lie with them.
my %site_tags = map { $_ => 1 } qw(link script search input);
my %site_attributes = map { $_ => 1 } qw(hreflang src defer hidden type autocomplete spellcheck aria-label placeholder aria-live aria-current);
my $site_policy = "default-src 'none'; style-src 'self' file:; script-src 'self' file:; base-uri 'none'; form-action 'none'";

sub html_style { my ($style) = $_[0] =~ m{<style>(.*?)</style>}s; return $style // '' }
sub html_policy { my ($policy) = $_[0] =~ /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/; return $policy // '' }

# What a reader sees: text without tags, entities resolved.
sub html_text {
	my ($text) = @_;
	my %named = (amp => '&', lt => '<', gt => '>', quot => '"', '#39' => "'");
	return $text =~ s{<style>.*?</style>}{}sr =~ s/<[^>]*>//gr =~ s/&(#?\w+);/$named{$1}/gr;
}

sub attribute_fault {
	my ($tag, $attributes, $ids, $site) = @_;
	while ($attributes =~ s/^ ([\w-]+)(?:="([^"<>]*)")?//) {
		my ($name, $value) = ($1, $2 // '');
		return "attribute $name" unless $attributes{$name} || ($site && $site_attributes{$name});
		return "a script: $value" if $name eq 'src' && $value !~ m{^(?:words|\.\./site)\.js$};
		return "the id $value twice" if $name eq 'id' && $ids->{$value}++;
		return "an address: $value" if $name eq 'href' && $value !~ m{^(?:#f\d+(?:-\d+)?$|https://)} &&
		    !($site && $value =~ m{^(?:\.\./)?(?:[\w-]+/)?[\w.-]+\.(?:html|css)$});
		return "an entity: $value" if $value =~ s/&(?:amp|lt|gt|quot|#39);//gr =~ /&/;
	}
	return $attributes eq '' || ($attributes eq '/' && $tag =~ /^(?:path|rect|circle)$/) ? undef : "in <$tag>: $attributes";
}

# What is wrong with a page, or nothing.
sub html_fault {
	my ($page, %more) = @_;
	my (@open, %ids);
	my $site = $more{site};
	return 'more than one page, or none' unless $page =~ s/^<!DOCTYPE html>\n(?=<html )//;
	my $style = html_style($page);
	my $hash = sha256_base64($style);
	$hash .= '=' while length($hash) % 4;
	my $policy = $site ? $site_policy : "default-src 'none'; style-src 'sha256-$hash'; base-uri 'none'; form-action 'none'";
	return "the policy lets in something else than its style, or not even that, which is sha256-$hash: " . html_policy($page)
	    if html_policy($page) =~ s/&#39;/'/gr ne $policy;
	return 'the style fetches something' if $style =~ /url\(|\@import/i;
	$page =~ s/\Q$style\E//;
	while (length $page) {
		if ($page =~ s/^([^<>&]+)//) { return "text outside: $1" if !@open && $1 =~ /\S/; next }
		next if $page =~ s/^&(?:amp|lt|gt|quot|#39);//;
		return 'a mark in text: ' . substr $page, 0, 40 unless $page =~ s{^<(/?)([a-z][a-z0-9]*)((?: [\w-]+(?:="[^"<>]*")?)*/?)>}{};
		my ($end, $tag, $rest) = ($1, $2, $3);
		return "<$tag>" unless $tags{$tag} || ($site && $site_tags{$tag});
		if ($end) {
			my $last = pop(@open) // 'nothing';
			return "</$tag> ends $last" if $last ne $tag || $rest ne '';
			next;
		}
		my $bad = attribute_fault($tag, $rest, \%ids, $site);
		return $bad if $bad;
		push @open, $tag unless $void{$tag} || $rest =~ m{/\z};
	}
	return @open ? "open: @open" : undef;
}

1;

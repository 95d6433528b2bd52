#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The include graph of src has no circle, in TAP: neither of files nor of folders, and each folder includes only those
# that stand before it on the way of the data. A file and its folder's own headers are no arrow, nor are a room of knowledge
# and its door, knowledge.h with its lists, which leads into no room: who is outside comes in there, and the rooms keep what it promises.
# Nor do files call each other in a circle. And what may not be called.
use strict;
use warnings;
use File::Basename;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my %door = map { ("knowledge/$_" => 1) } qw(knowledge.h log_words.def traits.def);
my (%files, %folders);
for my $path (glob "$root/src/{*,*/*,*/*/*}.{c,h,def}") {
	(my $file = $path) =~ s{^\Q$root\E/src/}{};
	open my $f, '<', $path or die "$path: $!\n";
	for (<$f>) {
		next unless m{^#include "([^"]+)"};
		my $included = $1;
		$files{$file}{$included} = 1;
		my ($from, $to) = (dirname($file), dirname($included));
		next if $from eq $to || $to eq '.' || $from eq '.' || ($door{$included} && $from =~ m{^knowledge/});
		$folders{$from}{$to} = 1;
	}
}

# The nodes of the first circle that a walk in depth meets; nothing where there is none.
sub circle {
	my ($graph) = @_;
	my %state;
	my @way;
	my $walk;
	$walk = sub {
		my ($node) = @_;
		return 0 if ($state{$node} // '') eq 'done';
		push @way, $node;
		return 1 if ($state{$node} // '') eq 'open';
		$state{$node} = 'open';
		for (sort keys %{ $graph->{$node} || {} }) {
			return 1 if $walk->($_);
		}
		$state{$node} = 'done';
		pop @way;
		return 0;
	};
	for (sort keys %$graph) {
		@way = ();
		return @way if $walk->($_);
	}
	return;
}

my @circle = circle(\%files);
test('no circle of files in the include graph', !@circle, join ' -> ', @circle);
@circle = circle({ a => { b => 1 }, b => { c => 1 }, c => { a => 1 } });
test('a circle would be found', "@circle" eq 'a b c a', "@circle");
@circle = circle(\%folders);
test('no circle of folders in the include graph', !@circle, join ' -> ', @circle);

my %may = (
	base => [],
	sandbox => [],
	text => ['base'],
	sip => ['base'],
	'input/frame' => [ 'base' ],
	'input/unpack' => [ 'base' ],
	'input/source' => [ 'base', 'input/frame', 'input/unpack' ],
	'input/packet' => [ 'base', 'sip', 'input/frame', 'input/unpack' ],
	'input/capture' => [ 'base', 'sip', 'input/frame', 'input/unpack', 'input/source', 'input/packet' ],
	'input/line' => [ 'base', 'sip' ],
	'input/stamp' => [ 'base', 'input/frame', 'input/line' ],
	'input/outline' => [ 'base', 'sip', map { "input/$_" } qw(frame line stamp) ],
	'input/remark' => [ 'base', 'input/frame', 'input/line' ],
	'input/text' => [ 'base', 'sip', map { "input/$_" } qw(frame packet line stamp outline remark) ],
	input => [ 'base', 'sip', map { "input/$_" } qw(frame unpack source capture line text) ],
	'input/order' => [ 'base', 'sip', 'input', map { "input/$_" } qw(frame packet capture) ],
	finding => [ 'base' ],
	'knowledge/bundle' => [ 'base', 'text' ],
	'knowledge/index' => [ 'base', 'text', 'knowledge/bundle' ],
	'knowledge/rank' => [ 'base', 'text', 'knowledge/bundle' ],
	'knowledge/store' => [ 'base', map { "knowledge/$_" } qw(bundle index rank) ],
	'knowledge/entry' => [ 'base', 'text', map { "knowledge/$_" } qw(bundle store) ],
	'knowledge/match' => [ 'base', 'text', map { "knowledge/$_" } qw(bundle index rank store) ],
	'knowledge/word' => [ 'base', 'text', map { "knowledge/$_" } qw(rank store) ],
	knowledge => [ 'base', 'finding', map { "knowledge/$_" } qw(bundle store entry match) ],
	'report/redact' => [ 'base', 'text', 'finding', 'knowledge' ],
	report => [ 'base', 'text', 'finding', 'knowledge', 'metrics', 'report/redact' ],
	extract => [ 'base', 'sip', 'input/frame', 'report', 'report/redact' ],
	'diagnose/calls' => [ 'base', 'text', 'sip', 'input/frame', 'finding', 'knowledge' ],
	'diagnose/rules' => [ 'base', 'text', 'sip', 'finding', 'knowledge', 'diagnose/calls' ],
	'diagnose/compare' => [ 'base', 'text', 'sip', 'finding', 'diagnose/calls' ],
	'diagnose/message' => [ 'base', 'text', 'sip', 'finding', 'knowledge', 'diagnose/rules', map { "input/$_" } qw(frame line stamp outline remark) ],
	metrics => [ 'base', 'sip', 'finding', 'diagnose/calls' ],	# of calls their limits alone
	diagnose => [ 'base', 'text', 'sip', 'input/frame', 'finding', 'knowledge', 'metrics', 'diagnose/calls', 'diagnose/rules', 'diagnose/message', 'diagnose/compare' ],
	mcp => [ 'base', 'knowledge', 'report' ],
	tools => [ 'base', 'text', 'knowledge', 'report', 'report/redact', map { "knowledge/$_" } qw(bundle index rank store) ],
);
test('the door of knowledge leads into no room', !(grep { m{^knowledge/.+/} } map { keys %$_ } @files{keys %door}));
test('every folder has its row', !(grep { !$may{$_} } keys %folders), join ' ', grep { !$may{$_} } sort keys %folders);
for my $folder (sort keys %may) {
	my %allowed = map { $_ => 1 } @{ $may{$folder} };
	my @other = grep { !$allowed{$_} } sort keys %{ $folders{$folder} || {} };
	test("src/$folder includes only what it may", !@other, "@other");
}

# Which file calls which, as the linker sees it. The walk of redaction meets itself: what stands in a URI, or in quotes, is a text again.
my (%defined, %calls);
my ($objects) = grep { -d } dirname($siperr) . '/obj', "$root/build/obj";
for my $object (glob "$objects/{*,*/*,*/*/*}.o") {
	(my $file = $object) =~ s{.*/obj/(.*)\.o$}{$1};
	next if $file =~ m{^report/redact/} || !-e "$root/src/$file.c";
	for (split /\n/, `nm $object`) {
		my ($kind, $name) = /(\w) (\w+)$/ or next;
		if ($kind eq 'U') { $calls{$file}{$name} = 1 } elsif ($kind =~ /[A-Z]/) { $defined{$name} = $file }
	}
}
for my $file (keys %calls) {
	$calls{$file} = { map { $_ => 1 } grep { $_ ne $file } map { $defined{$_} // () } keys %{ $calls{$file} } };
}
my $arrows = 0;
$arrows += keys %$_ for values %calls;
@circle = circle(\%calls);
test('no circle of files that call each other', $arrows > 1000 && !@circle, join(' -> ', @circle) || "only $arrows calls seen");

# What has no memory says so or ends the program: calls that keep it for themselves are those of base alone.
my @own;
for my $path (grep { !m{/src/(?:base|tools)/} } glob "$root/src/{*,*/*,*/*/*}.c") {
	open my $f, '<', $path or die "$path: $!\n";
	for (<$f>) {
		push @own, basename($path) . " line $.: $1()" if /(?<!\w)(malloc|calloc|realloc|strn?dup|v?asprintf|getline|getdelim|open_memstream|qsort)\(/;
	}
}
test('nobody but base asks the C library for memory', !@own, join ', ', @own);
done();

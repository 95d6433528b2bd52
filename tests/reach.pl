#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# How far a rule looks, in TAP: one that rules.def says looks at its call alone is tried before it is the call's turn, by another
# thread. So no function it leads to may ask for what the rest of the trace holds; the others do.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $beyond = qr/\bv->(?:hosts|recent|spans|witnesses|streams|network)\b/;

# [file, is it static, body] of each function by its name
my %functions;

sub learn {
	my ($file, $code) = @_;
	while ($code =~ /^(static )?(?:inline )?\w[\w *]*\n\*?(\w+)\(([^{;]*?)\)\n\{\n(.*?)^\}/smg) {
		push @{ $functions{$2} }, [ $file, $1, $4 ];
	}
}

# The way to the first place that asks for more; nothing where there is none.
sub way_beyond {
	my ($name, $from, $seen) = @_;
	return if $seen->{$name}++;
	for (@{ $functions{$name} || [] }) {
		my ($file, $static, $body) = @$_;
		next if $static && $from ne '' && $from ne $file;
		return ($name) if $body =~ $beyond;
		for my $word (grep { $functions{$_} } $body =~ /\b([a-z]\w+)\b/g) {
			my @way = way_beyond($word, $file, $seen);
			return ($name, @way) if @way;
		}
	}
	return;
}

for my $path (glob "$root/src/diagnose/{*,*/*}.{c,h}") {
	learn($path, slurp($path));
}

my $table = slurp("$root/src/diagnose/rules/rules.def");
my %reach = $table =~ /^(?:RULE|GUESS)\((\w+), "[^"]+", (CALL|TRACE), /mg;
my @rows = $table =~ /^(?:RULE|GUESS)\(/mg;
test('each rule says how far it looks', keys %reach == @rows && @rows > 40, keys(%reach) . ' of ' . @rows);

for my $rule (sort keys %reach) {
	next if $rule eq 'code';	# a place in the table
	my @way = way_beyond("find_$rule", '', {});
	test("$rule is a function", exists $functions{"find_$rule"});
	test("$rule looks as far as its row says", ($reach{$rule} eq 'TRACE') == (@way > 0),
	    @way ? join(' -> ', @way) : 'it asks for nothing but its call');
}

learn('a.c', "bool\nfind_near(const struct call *c)\n{\n\treturn helps(c);\n}\n\nstatic bool\nhelps(const struct call *c)\n{\n\treturn c;\n}\n");
learn('b.c', "bool\nfind_far(const struct call *c)\n{\n\treturn helps(c);\n}\n\nstatic bool\nhelps(const struct call *c)\n{\n\treturn v->spans;\n}\n");
test('a way beyond would be found', join(' ', way_beyond('find_far', '', {})) eq 'find_far helps');
test('and none that is not there', !way_beyond('find_near', '', {}));

done();

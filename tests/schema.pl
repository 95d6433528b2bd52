#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Every object of --format json has the form that schema/siperr.schema.json says, in TAP; and the schema says no to others.
# Of JSON Schema only what that file uses.
use strict;
use warnings;
use FindBin '$Bin';
use JSON::PP;
use lib "$Bin/lib";
use Siperr;

my $json = JSON::PP->new->utf8->allow_nonref;
my $schema = $json->decode(slurp("$root/schema/siperr.schema.json"));
my %known = map { $_ => 1 } qw($schema $id $defs $ref title description type enum properties required additionalProperties items anyOf minimum maximum);

sub type_of {
	my ($v) = @_;
	return 'null' unless defined $v;
	return 'boolean' if JSON::PP::is_bool($v);
	return 'object' if ref $v eq 'HASH';
	return 'array' if ref $v eq 'ARRAY';
	my $text = $json->encode($v);
	return $text =~ /^"/ ? 'string' : $text =~ /^-?\d+$/ ? 'integer' : 'number';
}

sub is_type { my ($v, $wanted) = @_; my $is = type_of($v); return grep { $_ eq $is || ($_ eq 'number' && $is eq 'integer') } ref $wanted ? @$wanted : $wanted }

# What is wrong with the value; '' when nothing is.
sub wrong {
	my ($v, $s, $where) = @_;
	die "a keyword that this test doesn't know: $_\n" for grep { !$known{$_} } keys %$s;
	if ($s->{'$ref'}) {
		my ($name) = $s->{'$ref'} =~ m{^#/\$defs/(\w+)$} or die "$s->{'$ref'}\n";
		my $bad = wrong($v, $schema->{'$defs'}{$name} // die("no $name\n"), $where);
		return $bad if $bad;
	}
	return "$where is no " . $json->encode($s->{type}) if $s->{type} && !is_type($v, $s->{type});
	return "$where: $v is none of them" if $s->{enum} && !grep { $_ eq $v } @{ $s->{enum} };
	return "$where is too small" if defined $s->{minimum} && $v < $s->{minimum};
	return "$where is too large" if defined $s->{maximum} && $v > $s->{maximum};
	return "$where fits none" if $s->{anyOf} && !grep { !wrong($v, $_, $where) } @{ $s->{anyOf} };
	if (ref $v eq 'ARRAY' && $s->{items}) {
		for my $i (0 .. $#$v) { my $bad = wrong($v->[$i], $s->{items}, "$where\[$i]"); return $bad if $bad }
	}
	return '' unless ref $v eq 'HASH';
	for (@{ $s->{required} // [] }) { return "$where lacks $_" unless exists $v->{$_} }
	for my $key (sort keys %$v) {
		my $of = ($s->{properties} // {})->{$key} // $s->{additionalProperties} // {};
		return "$where has $key" if JSON::PP::is_bool($of) && !$of;
		my $bad = ref $of eq 'HASH' ? wrong($v->{$key}, $of, "$where.$key") : '';
		return $bad if $bad;
	}
	return '';
}

sub as { my ($line, $name) = @_; return wrong($json->decode($line), { '$ref' => "#/\$defs/$name" }, $name) }

my $folder = apart();
my @messages = map { my ($id, $code) = @$_; my $head = "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK$id\r\nFrom: <sip:a\@example.org>;tag=1\r\n" .
	"To: <sip:b\@example.org>%s\r\nCall-ID: $id\@example.org\r\nCSeq: 1 INVITE\r\nUser-Agent: x\r\n";
	("2024-05-06 07:08:0$id.1 192.0.2.1:5060 -> 192.0.2.2:5060\nINVITE sip:b\@example.org SIP/2.0\r\n" . sprintf($head, '') . "Content-Length: 0\r\n\r\n",
	 "2024-05-06 07:08:0$id.2 192.0.2.2:5060 -> 192.0.2.1:5060\nSIP/2.0 $code Busy\r\n" . sprintf($head, ';tag=2') . "Reason: Q.850;cause=17\r\nRetry-After: 5\r\nContent-Length: 0\r\n\r\n") }
	[ 1, 486 ], [ 2, 503 ], [ 3, 404 ], [ 4, 401 ];
my $trace = spill("$folder/trace.log", join '', @messages);
my @runs = (
	[ "--all -x $trace", 'finding' ], [ "--each --all $trace", 'finding' ], [ "--fold $trace", 'finding' ], [ '-x 503', 'finding' ],
	[ '486 "Busy Here"', 'finding' ], [ '4xx', 'finding' ], [ 'q850.17', 'finding' ], [ '"no audio"', 'finding' ],
	[ "--calls $trace", 'call_line' ], [ "--why '*' $trace", 'why' ],
	[ "--against 1\@example.org --call 2\@ $trace", 'comparison' ], [ "--against $trace --call 3\@ $trace", 'comparison' ],
	[ "--against $root/tests/readme/night.txt.gz $root/tests/readme/night.txt.gz | tail -n 1", 'captures' ], [ "--summary $trace", 'summary' ],
	[ "--summary --by peer,trunk,prefix,agent,hour $trace", 'summary' ], [ '--list', 'entry' ], [ '-k busy', 'entry' ],
	[ "--extract - $trace", 'message' ], [ '--list languages', 'name' ], [ '--list products', 'name' ],
);
for my $run (@runs) {
	my @lines = split /\n/, `siperr --format json $run->[0] 2>/dev/null`;
	my ($bad) = grep { $_ } map { as($_, $run->[1]) } @lines;
	test(scalar(@lines) . " of siperr $run->[0]", @lines > 0 && !$bad, $bad // '');
	($bad) = grep { $_ } map { wrong($json->decode($_), $schema, 'line') } @lines > 50 ? @lines[0 .. 50] : @lines;
	test('… are lines of the output', !$bad, $bad // '');
}
my ($good) = split /\n/, `siperr --format json -x 503`;
for my $row ([ 'another key', qr/"id"/, '"idea"' ], [ 'a severity that is none', qr/"severity":"\w+"/, '"severity":"bad"' ],
	[ 'a code that is none', qr/"code":503/, '"code":9' ], [ 'a word for a list', qr/"causes":\[/, '"causes":"","fixes":[' ]) {
	(my $other = $good) =~ s/$row->[1]/$row->[2]/ or die "$row->[0]\n";
	test("refused: $row->[0]", as($other, 'finding') ne '');
}
done();

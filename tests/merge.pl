#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# --merge, in TAP: summaries of parts of a trace, in any order, in one step or several, say byte for byte what one run over all
# of them says, in every format. And what is no summary is named, whatever is wrong with it; the others are added up.
use strict;
use warnings;
use JSON::PP;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

my $seed = 11;
sub chance { $seed = ($seed * 1103515245 + 12345) & 0x7fffffff; return ($seed >> 16) % $_[0] }

# ---- a trace, split by its calls ----

# One call as [seconds, from, to, start line, CSeq number and method, To tag, more headers] …
sub call {
	my ($n, $a) = @_;
	my ($b, $to) = ('192.0.2.250', 'sip:+' . (qw(4930 4420 3491 1212))[chance(4)] . (100000 + $n) . '@192.0.2.250');
	my ($slow, $invite) = (.2 + chance(3000) / 1000, "INVITE $to SIP/2.0");
	my @call = ([ 0, $a, $b, $invite, 1, 'INVITE', '' ]);
	push @call, [ .5, @{ $call[0] }[1 .. 6] ] if $slow > 2;
	my $refused = sub { ([ $_[0], $b, $a, "SIP/2.0 $_[1]", 1, 'INVITE', ';tag=b', $_[2] ], [ $_[0] + .02, $a, $b, "ACK $to SIP/2.0", 1, 'ACK', ';tag=b' ]) };
	my $kind = chance(9);
	return (@call, $refused->($slow, '503 Service Unavailable')) if $kind == 0;
	return (@call, $refused->($slow, '302 Moved Temporarily', "Contact: <sip:x\@192.0.2.9>\n")) if $kind == 1;
	return ([ 0, $a, $b, "REGISTER sip:$b SIP/2.0", 1, 'REGISTER', '' ], [ .1, $b, $a, 'SIP/2.0 ' . (chance(2) ? '200 OK' : '403 Forbidden'), 1, 'REGISTER', ';tag=b' ]) if $kind == 2;
	return ([ 0, $a, $b, "OPTIONS sip:$b SIP/2.0", 1, 'OPTIONS', '' ], [ .1, $b, $a, 'SIP/2.0 200 OK', 1, 'OPTIONS', ';tag=b' ]) if $kind == 3;
	push @call, [ $slow, $b, $a, 'SIP/2.0 180 Ringing', 1, 'INVITE', ';tag=b' ];
	return (@call, $refused->($slow + 3, '486 Busy Here')) if $kind == 4;
	return (@call, [ 9, $a, $b, "CANCEL $to SIP/2.0", 1, 'CANCEL', '' ], [ 9.01, $b, $a, 'SIP/2.0 200 OK', 1, 'CANCEL', ';tag=b' ], $refused->(9.02, '487 Request Terminated')) if $kind == 5;
	return (@call, [ 8, $b, $a, 'SIP/2.0 200 OK', 1, 'INVITE', ';tag=b' ], [ 8.02, $a, $b, "ACK sip:x\@$b SIP/2.0", 1, 'ACK', ';tag=b' ],
	    [ 40 + chance(900), $a, $b, "BYE sip:x\@$b SIP/2.0", 2, 'BYE', ';tag=b' ], [ 941, $b, $a, 'SIP/2.0 200 OK', 2, 'BYE', ';tag=b' ]);
}

# The text of a part: its messages by time, under a stamp of that form.
sub part {
	my ($stamp, @messages) = @_;
	my $text = '';
	for my $m (sort { $a->[0] <=> $b->[0] } @messages) {
		my ($time, $from, $to, $start, $number, $method, $tag, $more, $id, $agent) = @$m;
		$text .= $stamp->($time) . " $from:5060 -> $to:5060\n$start\nVia: SIP/2.0/UDP 192.0.2.$id;branch=z9hG4bK$id-$number\n" .
		    "From: <sip:$id\@example.net>;tag=a$id\nTo: <sip:callee\@example.net>$tag\nCall-ID: $id\nCSeq: $number $method\n" . ($more // '') .
		    ($start =~ /^SIP/ ? '' : "Max-Forwards: 70\nUser-Agent: $agent\n") . ($method eq 'INVITE' ? "Contact: <sip:x\@$from>\n" : '') . "Content-Length: 0\n\n";
	}
	return $text;
}

sub clock { my ($t) = @_; return sprintf '%02d:%02d:%09.6f', int($t / 3600) % 24, int($t / 60) % 60, $t - 60 * int($t / 60) }

my %stamps = (
	'with dates' => sub { '2026/03/' . (1 + int($_[0] / 86400)) . ' ' . clock($_[0]) },
	'with clocks alone' => sub { clock($_[0]) },
);

# Files name-0.txt …, of so many calls, and their summaries.
sub make_parts {
	my ($name, $parts, $calls, $agents, $stamp) = @_;
	my @of;
	for my $n (1 .. $calls) {
		my $agent = 'Agent ' . chance($agents);
		$agent = "Bad\t\"$n\\" if $n % 50 == 0;
		my $start = 36000 + 20 * $n;
		push @{ $of[chance($parts)] }, map { $_->[0] += $start; $_->[7] //= ''; @$_[8, 9] = ($n, $agent); $_ } call($n, '192.0.2.' . (1 + chance(5)));
	}
	return map { spill("$name-$_.txt", part($stamp, @{ $of[$_] })) } 0 .. $parts - 1;
}

sub mixed { my @list = @_; for my $i (reverse 1 .. $#list) { my $n = chance($i + 1); @list[$i, $n] = @list[$n, $i] } return @list }

sub compare {
	my ($name, $options, $shown, @files) = @_;
	`$siperr -f json $options $_ > $_.json` for @files;
	for my $format (qw(json text csv tsv prometheus html)) {
		my $one = `$siperr -f $format $options $shown @files 2>&1`;
		my $status = $?;
		for my $order (1, 2) {
			my @parts = map { "$_.json" } mixed(@files);
			my $sum = `$siperr --merge -f $format $shown @parts 2>&1`;
			test("$name, $options $shown: $format, order $order", $sum eq $one && $? == $status, 'one run:', $one, 'merged:', $sum);
		}
	}
	my @parts = map { "$_.json" } @files;
	`$siperr --merge -f json @parts[0, 1] > some.json; $siperr --merge -f json @parts[2 .. $#parts] > others.json`;
	my $one = `$siperr $options $shown @files`;
	test("$name, $options $shown: in two steps", `$siperr --merge $shown others.json some.json` eq $one);
	test("$name, $options $shown: on stdin", `cat @parts | $siperr --merge $shown` eq $one);
}

for my $stamp (sort keys %stamps) {
	my @files = make_parts($stamp =~ s/\W/-/gr, 4, 240, 5, $stamps{$stamp});
	compare($stamp, $_, '', @files) for '--summary', '--by prefix,agent', '--by hour,peer,trunk';
	compare($stamp, '--by agent', '--lang ru', @files) if $stamp =~ /dates/;
}
# More names than are kept: the rest stands together.
my @many = make_parts('many', 3, 3600, 1000000, $stamps{'with dates'});
compare('more groups than are kept', '--by agent', '', @many);
my $table = decode_json(`$siperr --by agent -f json @many`);
test('so many are kept', @{ $table->{groups} } == 2000 && $table->{others}{attempts} > 0);

# Pseudonyms of one key: at the parts, at the sum, or both.
spill('key', 'a key of thirty-two bytes or more');
my @dated = glob 'with-dates-*.txt';
`$siperr --by peer,agent -f json --redact-key key $_ > $_.hidden` for @dated;
`$siperr --by peer,agent -f json $_ > $_.json` for @dated;
my $hidden = `$siperr --by peer,agent --redact-key key @dated`;
test('redacted when it is added up', `$siperr --merge --redact-key key @{[ map { "$_.json" } @dated ]}` eq $hidden);
my $parts_hidden = `$siperr --merge @{[ map { "$_.hidden" } @dated ]}`;
test('redacted before', $parts_hidden !~ /192\.0\.2\./ && $parts_hidden =~ /^By peer, agent/m, $parts_hidden);

# ---- what is none ----

my $good = `$siperr --by hour,agent -f json $dated[0]`;
spill('good.json', $good);
my $alone = `$siperr --merge -f json good.json`;
test('one by itself stays what it is', $alone eq $good);

# The sum of the good one and this; what the second is called has to be said, and its numbers must not be in it.
sub refused {
	my ($name, $text) = @_;
	spill('odd.json', $text);
	my $out = `$siperr --merge -f json good.json odd.json 2>err`;
	my ($status, $said) = ($? >> 8, slurp('err'));
	return $out eq $good && $status == 2 && $said =~ /\Asiperr: odd\.json(:\d+)?: .*\n\z/ ? undef : "status $status\n$said";
}
sub is_refused { my ($name, $text) = @_; my $why = refused($name, $text); test("$name is named, and left out", !defined $why, $why) }

for my $text ('', "nonsense\n") {
	refused('no JSON', $text);
	test('what is no JSON is said to be none', slurp('err') =~ /no summary of siperr in JSON$/);
}
is_refused('an empty file', '');
is_refused('a blank line', "\n");
is_refused('no JSON', "nonsense\n");
is_refused('another object', "{}\n");
is_refused('a list', "[]\n");
is_refused('what is cut short', substr($good, 0, length($good) / 2));
is_refused('what is nested without end', '[' x 100000);
is_refused('a key twice', $good =~ s/"messages":\d+/$&,$&/r);
is_refused('a finding', scalar `$siperr -f json 486`);
is_refused('another scoreboard', scalar `$siperr --by agent,hour -f json $dated[0]`);
is_refused('a sum beyond any count', $good =~ s/"messages":\d+/"messages":1125899906842625/r);
is_refused('more groups than are kept', $good =~ s/"groups":\[\K(\{.*?\}\})/join ',', ($1) x 2001/er);
is_refused('a line beyond all bounds', '{"messages":' . ' ' x (33 << 20) . "1}\n");
my $odd_name = "$folder/\x1b[31m.json";
spill($odd_name, 'x');
my $said = `$siperr --merge '$odd_name' 2>&1`;
test('a name cannot steer', $? >> 8 == 2 && $said !~ /\e/, $said);
test('a file that is not there', `$siperr --merge good.json nowhere.json 2>&1 >/dev/null` =~ /^siperr: nowhere\.json: / && $? >> 8 == 2);
test('nothing given: stdin', `$siperr --merge -f json < good.json` eq $good);
test('options for calls have no effect there', `$siperr --merge --by peer good.json 2>&1` =~ /--merge does not go together with --by/ && $? >> 8 == 2);

# Every number, and every text: what siperr would not have written there is refused, unless it is computed from the others.
# All of them in one run: each is named, and the sum is what the good one says.
my %derived = map { $_ => 1 } qw(value median p95 asr ner ser retransmission_rate first title formula unit first_time last_time
    shared file);
my (%odd, $name);
sub each_place {
	my ($node, $tell, @way) = @_;
	if (ref $node eq 'HASH') { each_place($node->{$_}, $tell, @way, $_) for sort keys %$node }
	elsif (ref $node eq 'ARRAY') { each_place($node->[$_], $tell, @way, $_) for 0 .. ($#$node < 1 ? $#$node : 1) }
	else { $tell->(@way) }
}
my $json = JSON::PP->new->utf8->canonical->allow_bignum;
each_place(decode_json($good), sub {
	my @way = @_;
	return if grep { $derived{$_} } @way;
	return if "@way" =~ /^metrics \d+ (numerator|denominator)$/;	# not all of them are read
	my $copy = decode_json($good);
	my $at = \$copy;
	$at = ref $$at eq 'ARRAY' ? \$$at->[$_] : \$$at->{$_} for @way;
	my $is_time = "@way" =~ /_exact|^(findings|peers) \d+ microseconds/;	# may be before 1970
	for my $odd ($$at =~ /^-?\d+$/ ? (grep { !$is_time || $_ ne '-1' } '-1', '1.5', '1e3', '"7"', 'null', 'true', '[1]', '9223372036854775807', '99999999999999999999') :
	    ('7', 'null', '""', '"a\u0007b"', '"\u0000"', '"' . 'x' x 200 . '"')) {
		$$at = '@@';
		$odd{ spill('odd-' . keys(%odd) . '.json', $json->encode($copy) =~ s/"\@\@"/$odd/r) } = "@way = $odd";
	}
});
my $sum = `$siperr --merge -f json good.json @{[ sort keys %odd ]} 2>err`;
my $status = $? >> 8;
my %named = map { /^siperr: (\S+?)(?::\d+)?: / ? ($1 => 1) : () } split /\n/, slurp('err');
test('of ' . keys(%odd) . ' values that can\'t be none is taken', keys(%odd) > 400 && $status == 2 && $sum eq $good, map { "$_: $odd{$_}" } grep { !$named{$_} } sort keys %odd);
test('each of them is named', !(grep { !$named{$_} } keys %odd), map { $odd{$_} } grep { !$named{$_} } sort keys %odd);
done();

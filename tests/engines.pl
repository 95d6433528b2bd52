#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What engines that run a program on each part of their data rely on, in TAP: lines in and lines out, each written when it is
# sure and not when the input ends; calls that come together by their key tell what one run over all does; bad lines cost
# nothing but themselves; an exit status that tells trouble from nothing found. So Spark's pipe(), Hadoop streaming,
# ClickHouse's executable() and rsyslog's omprog work without being asked here; GNU parallel is, where there is one.
use strict;
use warnings;
use FindBin '$Bin';
use IO::Select;
use IPC::Open2;
use JSON::PP;
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";
my $json = JSON::PP->new->utf8->canonical;

# Calls of a night, message by message in the order of time, as records.
my @records;
for my $n (0 .. 59) {
	my ($code, $phrase) = ([ 486, 'Busy Here' ], [ 200, 'OK' ], [ 404, 'Not Found' ], [ 503, 'Service Unavailable' ])[$n % 4]->@*;
	my $head = sub { my ($cseq, $tag) = @_; "Via: SIP/2.0/UDP 192.0.2.10:5060;branch=z9hG4bK$cseq$n\r\nFrom: <sip:a$n\@example.org>;tag=1\r\nTo: <sip:+4930$n\@example.org>$tag\r\n" .
	    "Call-ID: call-$n\@host\r\nCSeq: " . ($cseq eq 'BYE' ? 2 : 1) . " $cseq\r\nContact: <sip:192.0.2.10>\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n" };
	my @messages = ([ 0, "INVITE sip:+4930$n\@example.org SIP/2.0\r\n" . $head->('INVITE', '') ], [ 0.3, "SIP/2.0 180 Ringing\r\n" . $head->('INVITE', ';tag=2') ], [ 1 + $n % 5, "SIP/2.0 $code $phrase\r\n" . $head->('INVITE', ';tag=2') ],
	    [ 1.1 + $n % 5, "ACK sip:+4930$n\@example.org SIP/2.0\r\n" . $head->($code == 200 ? 'ACK' : 'INVITE', ';tag=2') =~ s/CSeq: 1 INVITE/CSeq: 1 ACK/r ]);
	push @messages, [ 9 + $n % 7 * 3, "BYE sip:b\@example.org SIP/2.0\r\n" . $head->('BYE', ';tag=2') ], [ 9.1 + $n % 7 * 3, "SIP/2.0 200 OK\r\n" . $head->('BYE', ';tag=2') ] if $code == 200;
	for (@messages) {
		my $t = $n * 0.7 + $_->[0];
		my @ends = $_->[1] =~ /^SIP/ ? ('192.0.2.20:5060', '192.0.2.10:5060') : ('192.0.2.10:5060', '192.0.2.20:5060');
		push @records, { time => sprintf('2026-03-01T10:%02d:%09.6fZ', int($t / 60), $t - 60 * int($t / 60)), source => $ends[0], destination => $ends[1], call_id => "call-$n\@host", message => $_->[1] };
	}
}
@records = sort { $a->{time} cmp $b->{time} } @records;
my @lines = map { $json->encode($_) . "\n" } @records;
my $night = spill('night.jsonl', join '', @lines);
# Of calls: what spans calls is proven where all of them, and their addresses, are at hand.
sub findings { return sort map { my $f = $json->decode($_); $f->{call}{call_id} ? "$f->{id} $f->{call}{call_id}" : () } split /\n/, $_[0] }
my @all = findings(scalar `siperr -f json $night`);
test('one run over all finds something', @all == 45, @all);

# Forms in which engines hand lines on.
my %forms = (
	'JSON with other names' => sub { my ($r) = @_; $json->encode({ ts => $r->{time}, src => $r->{source}, dst => $r->{destination}, body => $r->{message}, host => 'sbc1' }) },
	'a key, a tab, JSON' => sub { my ($r) = @_; "$r->{call_id}\t" . $json->encode($r) },
	'columns with escapes' => sub { my ($r) = @_; join "\t", $r->{time}, $r->{source}, $r->{destination}, $r->{message} =~ s/\r/\\r/gr =~ s/\n/\\n/gr },
	'a line of syslog with #015#012' => sub { my ($r) = @_; "$r->{time} sbc1 proxy[12]: $r->{source} -> $r->{destination} " . $r->{message} =~ s/\r/#015/gr =~ s/\n/#012/gr },
);
for my $form (sort keys %forms) {
	my $file = spill('form.txt', join '', map { $forms{$form}->($_) . "\n" } @records);
	my @got = findings(scalar `siperr -f json <$file`);
	test("$form, from a pipe and from a file", "@got" eq "@all" && "@all" eq join(' ', findings(scalar `cat $file | siperr -f json`)), scalar(@got), $got[0]);
}

# Each line as it is sure, though nothing was closed.
sub next_line {
	my ($from, $seconds) = @_;
	my $line = '';
	my $select = IO::Select->new($from);
	while ($line !~ /\n\z/) {
		return undef unless $select->can_read($seconds) && sysread $from, my $byte, 1;
		$line .= $byte;
	}
	return $line;
}
{
	my $pid = open2(my $from, my $to, 'siperr --extract - 2>/dev/null');
	my $prompt = 1;
	for (0 .. 4) {
		syswrite $to, $lines[$_];
		my $line = next_line($from, 10);
		$prompt &&= defined $line && $json->decode($line)->{message} eq $records[$_]{message};
	}
	test('--extract -: a line out for each line in, at once', $prompt);
	close $to;
	waitpid $pid, 0;
	$pid = open2($from, $to, 'siperr -f json 2>/dev/null');
	syswrite $to, join '', grep { /"call-0\@host"/ } @lines;
	my $line = next_line($from, 15);
	test('a finding is written when it is sure', defined $line && $json->decode($line)->{id} eq 'code.486');
	close $to;
	waitpid $pid, 0;
}

# Whole calls by key.
{
	my (@parts, @got, @sums);
	push @{ $parts[unpack('%32C*', $_->{call_id}) % 4] }, $json->encode($_) . "\n" for @records;
	for my $i (0 .. 3) {
		my $file = spill("part$i", join '', @{ $parts[$i] });
		push @got, findings(scalar `cat $file | siperr -f json`);
		push @sums, scalar `cat $file | siperr --by peer -f json`;
	}
	test('parts by Call-ID tell what one run does', join(' ', sort @got) eq "@all", scalar @got);
	spill('sums', join '', @sums);
	my ($merged, $whole) = map { my $s = $json->decode(scalar `$_`); delete @{$_}{qw(first file line microseconds)} for @{ $s->{findings} }, @{ $s->{peers} }; $s } 'siperr --merge -f json <sums', "cat $night | siperr --by peer -f json";
	my @differ = grep { $json->encode([ $merged->{$_} ]) ne $json->encode([ $whole->{$_} ]) } sort keys %{ { %$merged, %$whole } };
	test('… and their summaries add up to its', !@differ, @differ);
	# Nodes that saw a part of each call: extracted, then in the order of time.
	my @nodes = map { my $i = $_; spill("node$i", join '', map { $lines[$_] } grep { $_ % 3 == $i } 0 .. $#lines) } 0 .. 2;
	my $again = join '', map { scalar `siperr --extract - $_ 2>/dev/null` } @nodes;
	@got = findings(scalar `siperr -f json @{[ spill('again', join '', sort split /^/, $again) ]}`);
	test('lines of several nodes, sorted, are one trace', "@got" eq "@all", scalar @got);
}

# Bad lines.
{
	my @bad = ("\n", "\0\0\0\n", "{\"message\":\"INVI\n", "not a call\n", "\xff\xfe\xfd\n", '{"message":null}' . "\n", 'x' x 70000 . "\n", "[]\n", "{}\n");
	my $i = 0;
	my $file = spill('bad', join '', map { ($bad[$i++ % @bad], $_) } @lines);
	my @got = findings(scalar `cat $file | siperr -f json 2>stderr`);
	test('bad lines between them change nothing', $? >> 8 == 0 && "@got" eq "@all", scalar(@got), slurp('stderr'));
}

# A part with nothing in it is no failure of the job: 0 found, 1 nothing, 2 trouble.
`printf '' | siperr -f json 2>/dev/null`;
test('nothing in: status 1', $? >> 8 == 1);
`siperr -f json -i nowhere 2>/dev/null`;
test('trouble: status 2', $? >> 8 == 2);
`printf '' | sh -c 'siperr -f json 2>/dev/null; [ \$? -lt 2 ]'`;
test('… so a shell can tell them apart', $? == 0);

if (`parallel --version 2>/dev/null` =~ /^GNU parallel/) {
	my $keyed = q(perl -pe 's/.*"call_id":"([^"]*)".*/$1\t$&/');
	my @got = findings(scalar `parallel --will-cite siperr --extract - ::: node0 node1 node2 2>/dev/null | $keyed | timeout -k 5 120 parallel --will-cite --pipe --colsep '\\t' --shard 1 -j3 'cut -f2- | LC_ALL=C sort | siperr -f json' 2>stderr`);
	# It has a thread of its own for shards, which at times waits for itself.
	my $stuck = $? >> 8 == 124;
	print "# GNU parallel came to no end: not asked\n" if $stuck;
	test('GNU parallel: nodes, then parts by Call-ID', "@got" eq "@all", scalar(@got), slurp('stderr')) if !$stuck;
} else {
	print "# no GNU parallel: not asked\n";
}
done();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# --format prometheus is what a collector takes, in TAP: the grammar of the text format, each family once and whole, no series
# twice, histograms that rise to their count, names that promtool finds no fault with. The input is as hostile as it gets.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

# What is wrong with the text, line by line.
sub faults {
	my ($text) = @_;
	my (%type, %help, %series, %buckets, @wrong, $family);
	utf8::decode($text) or push @wrong, 'no UTF-8';
	push @wrong, 'the last line has no end' unless $text =~ /\n\z/;
	for my $line (split /\n/, $text) {
		if ($line =~ /^# HELP ([a-z_]+) (\S.*)$/) {
			push @wrong, "twice: $line" if $help{$1}++;
			$family = $1;
		} elsif ($line =~ /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/) {
			push @wrong, "without help: $line" unless defined $family && $family eq $1;
			push @wrong, "twice: $line" if exists $type{$1};
			$type{$1} = $2;
		} elsif (my ($name, undef, $labels, $value) = $line =~ /^([a-z_]+)(\{((?:[a-z_]+="(?:[^"\\\n]|\\[\\"n])*",?)+)\})? (\S+)$/) {
			$labels //= '';
			my $base = $name;
			$base =~ s/_(bucket|sum|count)$// if ($type{$family // ''} // '') eq 'histogram';
			push @wrong, "stands apart from its family: $line" unless defined $family && $base eq $family && $type{$family};
			push @wrong, "twice: $line" if $series{"$name\{$labels\}"}++;
			push @wrong, "no number: $line" unless $value =~ /^\d+(\.\d+)?(e[-+]?\d+)?$/;
			my %seen;
			$seen{$_}++ for $labels =~ /([a-z_]+)="(?:[^"\\]|\\.)*"/g;
			push @wrong, "a label twice: $line" if grep { $_ > 1 } values %seen;
			next unless ($type{$family // ''} // '') eq 'histogram';
			my $le = $labels =~ s/,?le="([^"]*)"$// ? $1 : undef;
			push @{ $buckets{"$base\{$labels\}"} }, [ $name =~ /_(bucket|sum|count)$/, $le, $value ];
		} else {
			push @wrong, "no line of the format: $line";
		}
	}
	for my $series (sort keys %buckets) {
		my @rows = @{ $buckets{$series} };
		my @steps = grep { $_->[0] eq 'bucket' } @rows;
		my ($sum, $count) = map { my $what = $_; map { $_->[2] } grep { $_->[0] eq $what } @rows } qw(sum count);
		push @wrong, "$series does not end with +Inf" unless @steps && $steps[-1][1] eq '+Inf';
		push @wrong, "$series lacks its sum or count" unless defined $sum && defined $count;
		push @wrong, "$series: +Inf is not the count" if defined $count && @steps && $steps[-1][2] != $count;
		for my $i (1 .. $#steps) {
			push @wrong, "$series falls at $steps[$i][1]" if $steps[$i][2] < $steps[$i - 1][2];
			push @wrong, "$series: $steps[$i][1] is no higher" unless $i == $#steps || $steps[$i][1] > $steps[$i - 1][1];
		}
	}
	for my $name (sort keys %type) {
		push @wrong, "$name has no prefix" unless $name =~ /^siperr_/;
		push @wrong, "$name: a counter ends in _total, nothing else does" unless ($type{$name} eq 'counter') == ($name =~ /_total$/);
		push @wrong, "$name: such an end is a histogram's" if $name =~ /_(bucket|sum|count)$/;
	}
	return @wrong;
}

# The check itself sees what it is for.
my $good = "# HELP siperr_a_total A.\n# TYPE siperr_a_total counter\nsiperr_a_total{x=\"1\"} 1\n";
test('a faultless text has no fault', !faults($good), faults($good));
for ([ 'a series that stands there twice', $good . "siperr_a_total{x=\"1\"} 2\n" ], [ 'a bare quote', $good . "siperr_a_total{x=\"\"\"} 2\n" ],
    [ 'a family of another name', $good . "siperr_b_total 2\n" ], [ 'a number below zero', $good . "siperr_a_total -1\n" ],
    [ 'a text cut short', substr($good, 0, -1) ]) {
	test("$_->[0] is a fault", scalar faults($_->[1]));
}

sub u { my $s = join '', map { chr } @_; utf8::encode($s); return $s }

my @agents = ('plain', 'a "quoted" one', 'back\\slash\\', '"} 1', 'other', '-', '', 'x' x 300, u(0x202e) . 'turned', '<U+202E>turned', "\xff\xfe",
	u(0xe4) x 100, u(0x2028), '{le="+Inf"}', "new\\nline", '# TYPE x counter', 'a,b="c"');
my $trace = '';
for my $i (0 .. $#agents) {
	my $common = "From: <sip:a\@b>;tag=$i\r\nTo: <sip:c\@d>\r\nCall-ID: $i\r\nCSeq: 1 INVITE\r\n";
	my $via = "Via: SIP/2.0/UDP 192.0.2.$i;branch=z9hG4bK$i\r\n";
	$trace .= "2026/03/01 10:00:0" . ($i % 10) . ".000000 192.0.2.$i:5060 -> 192.0.2.250:5060\nINVITE sip:c\@d SIP/2.0\r\n$via$common" .
	    "User-Agent: $agents[$i]\r\nContent-Length: 0\r\n\r\n2026/03/01 10:00:1" . ($i % 10) . ".500000 192.0.2.250:5060 -> 192.0.2.$i:5060\n" .
	    ($i % 2 ? "SIP/2.0 180 Ringing\r\n" : "SIP/2.0 503 Service Unavailable\r\n") . "$via${common}Content-Length: 0\r\n\r\n";
}
spill('trace.txt', $trace);
spill('empty.txt', '');

my ($promtool) = grep { -x } map { "$_/promtool" } split /:/, $ENV{PATH};
for my $options ('', '--by agent', '--by peer,trunk,prefix,agent,hour', '--by agent --redact', '--by agent --only code.503', '--by hour --lang ru') {
	my $text = `$siperr -f prometheus $options trace.txt 2>/dev/null`;
	test("-f prometheus $options: its grammar", !faults($text), faults($text));
	test("-f prometheus $options: a series for calls", scalar $text =~ /^siperr_attempts_total.* \d+$/m);
	next unless $promtool;
	spill('metrics', $text);
	my $said = `$promtool check metrics < metrics 2>&1`;
	test("-f prometheus $options: promtool agrees", $? == 0, $said);
}
my $shown = `$siperr -f prometheus --by agent trace.txt`;
test('a quote and a backslash are escaped', $shown =~ /^\Qsiperr_attempts_total{agent="a \"quoted\" one"} 1\E$/m && $shown =~ /^\Qsiperr_attempts_total{agent="back\\slash\\"} 1\E$/m, $shown);
test('what looks alike is one series', $shown =~ /^\Qsiperr_attempts_total{agent="<U+202E>turned"} 2\E$/m, $shown);
test('what is not told is a dash', $shown =~ /^\Qsiperr_attempts_total{agent="-"} 2\E$/m, $shown);
my $empty = `$siperr -f prometheus empty.txt 2>/dev/null`;
test('nothing to count is no fault', $? >> 8 == 1 && !faults($empty), faults($empty));
test('it has nothing but a summary', `$siperr -f prometheus --list codes 2>&1` =~ /--list does not go together with --format/ && $? >> 8 == 2);
test('nor a list of calls', `$siperr -f prometheus --calls trace.txt 2>&1` =~ /--calls does not go together/ && $? >> 8 == 2);
done();

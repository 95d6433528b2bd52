#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# A long file is read and diagnosed in two threads, a stream in one: both say the same, not in the same order, in TAP. The trace is
# made here: calls that fail in several ways, one inside the other, with prose between them.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
my $long = "$folder/long.log";

my @answers = ('486 Busy Here', '404 Not Found', '503 Service Unavailable', '200 OK', '480 Temporarily Unavailable');

sub message {
	my ($ms, $call, $start, $method, $up, $tag) = @_;
	my ($from, $to) = $up ? ('192.0.2.9', '198.51.100.5') : ('198.51.100.5', '192.0.2.9');
	my $time = sprintf '2026/11/21 %02d:%02d:%02d.%03d', 3 + $ms / 3600000, $ms / 60000 % 60, $ms / 1000 % 60, $ms % 1000;
	my $lines = join "\r\n", $start, 'Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bKx' . $call, 'Max-Forwards: 70',
	    "From: <sip:anna\@example.com>;tag=f$call", 'To: <sip:bob@example.com>' . ($tag ? ";tag=$tag" : ''),
	    "Call-ID: call-$call", "CSeq: 1 $method", 'Contact: <sip:anna@192.0.2.9>', 'Content-Length: 0';
	return "$time $from:5060 -> $to:5060\n$lines\r\n\r\n\n";
}

open my $f, '>', $long or die "$long: $!\n";
my $ms = 0;
for my $call (1 .. 600) {
	my $answer = $answers[$call % @answers];
	print $f message($ms += 700, $call, 'INVITE sip:bob@example.com SIP/2.0', 'INVITE', 1, '');
	print $f "call $call goes on\n" if $call % 3 == 0;
	print $f message($ms += 20, $call, 'SIP/2.0 100 Trying', 'INVITE', 0, '');
	next if $call % 50 == 0;
	print $f message($ms += 900, $call, "SIP/2.0 $answer", 'INVITE', 0, "t$call");
	print $f message($ms += 30, $call, 'ACK sip:bob@example.com SIP/2.0', 'ACK', 1, "t$call") unless $call % 40 == 0;
}
close $f;

test('the trace is a long one', -s $long > 600 * 1024);
for my $options ('--format json --all', '--format brief --each', '--summary --format json', '--format tsv --lang ru') {
	my $threads = `$siperr $options -i $long 2>&1`;
	my $stream = `cat $long | $siperr $options -i - 2>&1`;
	s/"file":"[^"]*",?//g, s/\Q$long\E:?//g for $threads, $stream;
	s/(?<![\w:])-:|\bstdin://g for $threads, $stream;
	test("$options has much to say", length $threads > 2000);
	# A stream says it as soon as it is sure, so in another order.
	$_ = join "\n", sort split /\n/ for $threads, $stream;
	test("$options says the same of a file as of a stream", $threads eq $stream);
	print "# $options\n" unless $threads eq $stream;
}
my $both = `$siperr --format brief -i $long -i $folder/none -i $long 2>&1`;
test('a missing file between two long ones is named', $both =~ /none/);
test('... and both are read', $? >> 8 == 2);
done();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Messages that are made to blow up, in TAP: whatever one says a thousand times or at great length, the output stays below
# 20 times the input, and says that something was left out.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

sub response {
	my ($status, $headers, $body) = @_;
	$body //= '';
	return "SIP/2.0 $status\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: <sip:a\@example.com>;tag=1\r\n" .
	    "To: <sip:b\@example.com>;tag=2\r\nCall-ID: hostile\r\nCSeq: 1 INVITE\r\n${headers}Content-Length: " . length($body) . "\r\n\r\n$body";
}

sub many { my ($n, $each) = @_; return join ', ', map { $each->($_) } 1 .. $n }

my $digest = sub { qq(Digest realm="r$_[0]", nonce="n$_[0]") };
my %shapes = (
	'challenges in one header' => [ 1, response('401 Unauthorized', 'WWW-Authenticate: ' . many(1900, $digest) . "\r\n") ],
	'challenges, a header each' => [ 1, response('407 Proxy Authentication Required', join '', map { 'Proxy-Authenticate: ' . $digest->($_) . "\r\n" } 1 .. 1100) ],
	'one long challenge' => [ 0, response('401 Unauthorized', 'WWW-Authenticate: Digest realm="' . 'r' x 60000 . qq(", nonce="n"\r\n)) ],
	'warnings' => [ 1, response('488 Not Acceptable Here', 'Warning: ' . many(4000, sub { qq(399 x "w$_[0]") }) . "\r\n") ],
	'reasons' => [ 1, response('480 Away', 'Reason: ' . many(3000, sub { 'Q.850;cause=' . $_[0] % 127 }) . "\r\n") ],
	'contacts' => [ 0, response('302 Moved', 'Contact: ' . many(4000, sub { "<sip:$_[0]\@example.com>" }) . "\r\n") ],
	'extensions' => [ 0, response('420 Bad Extension', 'Unsupported: ' . many(7000, sub { "a$_[0]" }) . "\r\n") ],
	'a long phrase' => [ 0, response('486 ' . 'Busy ' x 12000, '') ],
	'headers that break the grammar' => [ 0, response('400 Bad Request', join '', map { "Via: broken$_\r\n" } 1 .. 4000) ],
	'media descriptions' => [ 0, response('488 Not Acceptable Here', "Content-Type: application/sdp\r\n",
	    "v=0\r\no=- 0 0 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\n" . join('', map { "m=audio $_ RTP/AVP 0 8 9\r\n" } 1024 .. 2600)) ],
);

# What redaction asks at each word, in a message that has nothing else: the time must not grow with the square.
my %repeated = (
	'schemes' => 'sip:', 'quotes' => '\\"', 'names' => 'max-page-', 'words of a name' => 'Max-', 'tags' => 'tag=', 'headers in a URI' => 'sip:a?', 'numbers' => '(1001',
	'digits' => 'ab12', 'addresses' => '1-', 'users' => 'a@', 'percent' => '%41',
);
for my $name (sort keys %repeated) {
	my $text = $repeated{$name} x (60000 / length $repeated{$name});
	my $message = response('486 Busy Here', qq(Warning: 399 x "$text"\r\nX-Debug: 1\r\n)) . response('486 Busy Here', '') =~ s/Call-ID: hostile/Call-ID: $text/r;
	spill('message', $message =~ s/<sip:a\@/"Max Page" <sip:1001\@/gr);
	my $before = (times)[2];
	my $out = `$siperr --redact --extract - message`;
	my ($status, $spent) = ($? >> 8, (times)[2] - $before);
	test("redaction of repeated $name", $status <= 1 && $spent < 10 && length $out < 20 * length $message, sprintf 'exit status %d, %.1f s, %d bytes of %d', $status, $spent, length $out, length $message);
}

for my $name (sort keys %shapes) {
	my ($says, $text) = @{ $shapes{$name} };
	spill('message', $text);
	for my $options ('--format json', '--explain', '--format markdown --redact', '--format json --lang ru') {
		my $out = `$siperr $options message`;
		my $status = $? >> 8;
		my $holds = $status <= 1 && length $out < 20 * length $text && (!$says || $options =~ /ru|redact/ || $out =~ /left out/);
		test("$name, $options", $holds, sprintf 'exit status %d, %d bytes of %d', $status, length $out, length $text);
	}
}
done();

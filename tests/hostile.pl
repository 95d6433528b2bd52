#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Messages that are made to blow up, in TAP: whatever one says a thousand times or at great length, with any options the output
# stays below 20 times the input, beyond what the same options say of an ordinary message: the texts of siperr. And it says that
# something was left out.
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
	'a phrase of quotes' => [ 0, response('486 ' . '"' x 60000, '') ],
	'a phrase of marks' => [ 0, response('486 ' . '*_`[~<&@|#' x 6000, '') ],
	'a phrase of what nobody sees' => [ 0, response('486 ' . "\xe2\x80\xae" x 20000, '') ],
	'a phrase of no characters' => [ 0, response('486 ' . "\xff\x01" x 30000, '') ],
	'a long Call-ID' => [ 0, response('486 Busy Here', '') =~ s/Call-ID: hostile/'Call-ID: ' . 'c' x 60000/er ],
	'a long user' => [ 0, response('486 Busy Here', '') =~ s/sip:a\@/'sip:' . 'u' x 60000 . '@'/er ],
	'a user that is not so long' => [ 0, response('486 Busy Here', '') =~ s/sip:a\@/'sip:' . 'u' x 20000 . '@'/er ],
	'a long name' => [ 0, response('486 Busy Here', '') =~ s/<sip:a\@/'"' . '<&' x 30000 . '" <sip:a@'/er ],
	'a long method' => [ 0, response('405 x', '') =~ s/1 INVITE/'1 ' . 'M' x 60000/er ],
	'a long number' => [ 0, response('486 Busy Here', '') =~ s/1 INVITE/'9' x 60000 . ' INVITE'/er ],
	'addresses of the way back' => [ 0, response('486 Busy Here', 'Via: ' . many(1200, sub { "SIP/2.0/UDP h$_[0];branch=z9hG4bK$_[0]" }) . "\r\n") ],
	'a long name of a program' => [ 0, response('486 Busy Here', 'Server: ' . '<x> ' x 15000 . "\r\n") ],
	'reasons, a header each' => [ 0, response('480 Away', join '', map { "Reason: Q.850;cause=" . $_ % 128 . "\r\n" } 1 .. 2400) ],
	'diagnostics' => [ 0, response('480 Away', join '', map { qq(ms-diagnostics: $_;reason="x"\r\n) } 1 .. 2000) ],
	'lines without a colon' => [ 0, response('400 Bad Request', join '', map { "q$_\r\n" } 1 .. 8000) ],
	'headers of two letters' => [ 0, response('400 Bad Request', "X:\r\n" x 12000) ],
	'a folded header' => [ 0, response('400 Bad Request', "X: a\r\n" . " b\r\n" x 12000) ],
	'a comment in a comment' => [ 0, response('503 Service Unavailable', 'Retry-After: 5 ' . '(' x 29000 . ')' x 29000 . "\r\n") ],
	'methods' => [ 0, response('405 Method Not Allowed', 'Allow: ' . many(8000, sub { "M$_[0]" }) . "\r\n") ],
	'parameters of a challenge' => [ 0, response('401 Unauthorized', 'WWW-Authenticate: Digest ' . many(6000, sub { "a$_[0]=b" }) . "\r\n") ],
	'a history' => [ 0, response('486 Busy Here', 'History-Info: ' . many(900, sub { "<sip:$_[0]\@h?Reason=SIP%3Bcause%3D486>;index=1.$_[0]" }) . "\r\n") ],
	'diversions' => [ 0, response('486 Busy Here', 'Diversion: ' . many(2000, sub { "<sip:$_[0]\@h>;reason=x" }) . "\r\n") ],
	'parts within parts' => [ 0, response('486 Busy Here', "Content-Type: multipart/mixed;boundary=a\r\n", "--a\r\nContent-Type: multipart/mixed;boundary=a\r\n\r\n" x 1100) ],
	'messages within messages' => [ 0, response('486 Busy Here', "Content-Type: message/sipfrag\r\n", "SIP/2.0 486 Busy\r\nContent-Type: message/sipfrag\r\n\r\n" x 1000) ],
	'payload types' => [ 0, response('488 Not Acceptable Here', "Content-Type: application/sdp\r\n", "v=0\r\no=- 0 0 IN IP4 1.1.1.1\r\ns=-\r\nc=IN IP4 1.1.1.1\r\nt=0 0\r\nm=audio 1 RTP/AVP " . join(' ', map { $_ % 128 } 1 .. 2000) .
	    "\r\n" . join('', map { "a=rtpmap:" . $_ % 128 . " c$_/8000\r\n" } 1 .. 2000)) ],
);
my @options = ('', '-f json --all', '--each --all -f json', '-f brief --all', '-f tsv --all', '-f csv --all', '-f markdown --all --ladder', '-f html --all --ladder', '-f html --explain', '--explain --all --ladder',
    '--fold -f json', '--calls', '--calls -f json', '--calls -f html', '--summary', '--summary -f json', '-f prometheus --summary', '--by peer,trunk,prefix,agent,hour -f json', '--by peer,agent -f html', '--why *', '--why * -f json',
    '--extract -', '--check -v', '--against good', '--against good -f json', '-f json --lang ru', '--lang ar', '-f markdown --redact', '-f json --all --redact', '-f html --redact', '--why * -f json --redact', '--extract - --redact');

sub call { my ($to) = @_; return '' if $to !~ /\ACall-ID|\ASIP/; my ($head) = split /\r\n\r\n/, $to; return "INVITE sip:b\@example.com SIP/2.0\r\n" . join("\r\n", grep { /^(?:Via|From|To|Call-ID|CSeq):/ } split /\r\n/, $head) . "\r\n\r\n" }

# What the options say of an ordinary message, and of its call.
my %base;
spill('good', call(response('486', '')) . response('200 OK', ''));
spill('ordinary', call(response('486 Busy', '')) . response('486 Busy', ''));
$base{$_} = length run($_, 'ordinary') for @options;
sub run { my ($options, $file) = @_; my @arguments = split / /, $options; open my $pipe, '-|', 'sh', '-c', 'exec "$@" 2>/dev/null', 'sh', $siperr, @arguments, '-i', $file or die; local $/; my $out = <$pipe> // ''; close $pipe; return $out }

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
	my @bad;
	spill('message', $text);
	spill('call', call($text) . $text);
	for my $options (@options) {
		for my $file ('message', $options =~ /why|json|html/ ? 'call' : ()) {
			my $out = run($options, $file);
			my ($status, $most) = ($? >> 8, $base{$options} + 20 * -s $file);
			push @bad, "$options: exit status $status" if $? & 127 || $status > 2;
			push @bad, "$options: " . length($out) . ' bytes of ' . -s $file if length $out > $most;
			push @bad, "$options: nobody says that something was left out" if $says && $options =~ /^(?:-f json --all|--explain.*)$/ && $file eq 'message' && $out !~ /left out/;
		}
	}
	test($name, !@bad, @bad);
}
done();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# --format html, in TAP: one page, whole and by itself, with what the other formats say; tests/browser looks at it.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Html;
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

# A call that is refused, at the given second.
sub call {
	my ($n, $second, $status, $to) = @_;
	my $common = "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK$n\r\nFrom: <sip:alice\@a.example>;tag=1\r\nTo: <sip:$to\@b.example>%s\r\nCall-ID: c$n\r\nCSeq: 1 INVITE\r\nContent-Length: 0\r\n\r\n";
	return sprintf("2026/03/01 10:00:%02d.000000 192.0.2.1:5060 -> 192.0.2.2:5060\nINVITE sip:$to\@b.example SIP/2.0\r\n$common\n", $second, '') .
	    sprintf("2026/03/01 10:00:%02d.500000 192.0.2.2:5060 -> 192.0.2.1:5060\nSIP/2.0 $status\r\n$common\n", $second, ';tag=2');
}

spill('two.txt', call(1, 1, '486 Busy Here', 'bob') . call(2, 3, '486 Busy Here', 'bob') . call(3, 5, '503 Service Unavailable', 'carol'));
spill('well.txt', call(1, 1, '180 Ringing', 'bob') =~ s/INVITE/OPTIONS/gr =~ s/180 Ringing/200 OK/r);

sub page { my $text = `$siperr -f html @_ 2>err`; test("@_: a page as it should be", !html_fault($text), html_fault($text), slurp('err')); return $text }

my $one = page('486 "Busy Here"');
test('the headline is the first heading', scalar $one =~ /<h1 class="headline"><bdi>Busy Here|<h1 class="headline"><bdi>486 Busy Here/);
test('and the title', scalar $one =~ m{<title>486 Busy Here — siperr</title>});
test('it says its language', scalar $one =~ /<html lang="en" dir="ltr">/);
test('references have their address', scalar $one =~ m{href="https://www\.rfc-editor\.org/});

my $two = page('two.txt');
test('the gravest comes first', scalar $two =~ /<article class="error" id="f1">.*<article class="notice" id="f2">/s);
test('the total stands above', scalar $two =~ m{<h1 class="total">Total: 1 error and 2 notices in 3 calls\.</h1>\n<nav>});
test('what is on the page', scalar $two =~ m{<li class="error"><a href="#f1">.*<li class="notice"><a href="#f2"><bdi>486 Busy Here</bdi></a> <span class="count">×2</span>}s);
test('the messages are drawn', 2 == (() = $two =~ /<svg class="ladder"/g));
my %ids = map { $_ => 1 } $two =~ / id="([^"]*)"/g;
test('each link leads somewhere', !grep({ !$ids{$_} } $two =~ /href="#([^"]*)"/g), join ' ', grep { !$ids{$_} } $two =~ /href="#([^"]*)"/g);
test('the same words as text has', index(html_text($two), $_) >= 0, $_) for map { /^  • (?!two)(.{20,60}?)(?: #|$)/ ? $1 : () } split /\n/, `$siperr --explain --width 200 two.txt`;

test('of a stream the total stands below', scalar(`cat two.txt | $siperr -f html` =~ m{</article>\n<p class="total">Total: }));
test('where nothing is wrong that is said', scalar(page('well.txt') =~ m{<h1 class="total">Nothing wrong was found in 1 other exchange\.</h1>\n</main>}));
my $none = `$siperr -f html "zzzz qqqq" 2>/dev/null`;
test('what nobody knows has no page', $none eq '' && $? >> 8 == 1);

my $rtl = page('--lang ar two.txt');
test('from right to left', scalar $rtl =~ /<html lang="ar" dir="rtl">/);
test('the drawing is not turned around', 2 == (() = $rtl =~ /<div class="wide drawing" dir="ltr">/g));
test('a tag as others write it', scalar(page('--lang zh 486') =~ /<html lang="zh-Hans" dir="ltr">/));

my $calls = page('--calls two.txt');
test('a row a call', 3 == (() = $calls =~ /<tr class="(?:error|notice)">/g));
my $summary = page('--by peer two.txt');
test('the bar of outcomes adds up', scalar $summary =~ m{<svg class="bar whole".*?<rect class="error" x="0" width="333" height="10"/><rect class="notice light" x="333" width="667" height="10"/></svg>}s);
test('groups', scalar $summary =~ m{>By peer</h2>.*<bdi>192\.0\.2\.1</bdi></td><td class="n">3</td>}s || scalar $summary =~ m{>By peer</h2>.*<bdi>192\.0\.2\.2</bdi></td><td class="n">3</td>}s);
page('--list languages');
test('a list holds each entry', (() = page('--list symptoms') =~ /<article /g) == (() = `$siperr --list symptoms --format brief` =~ /\n/g));
page('--search audio');
my $hidden = page('--redact two.txt');
test('redacted like the others', $hidden !~ /alice|192\.0\.2\.1/);

done();

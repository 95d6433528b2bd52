#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# --format html in a real browser, in TAP: no complaint, nothing fetched, to be read by day, by night, on a phone, on paper, and
# in a language that runs from right to left.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/../lib";
use Browser;
use Siperr;

if (!browser()) {
	print "1..0 # SKIP there is no Chromium\n";
	exit 0;
}
my $folder = apart();
chdir $folder or die "$folder: $!\n";

sub message {
	my ($second, $from, $to, $start, $more) = @_;
	return sprintf "2026/03/01 10:00:%06.3f000 $from -> $to\n$start\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: <sip:alice\@a.example>;tag=1\r\n" .
	    "To: <sip:bob\@b.example>%s\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nContact: <sip:x\@10.0.0.1>\r\nContent-Length: 0\r\n\r\n\n", $second, $more;
}
my ($a, $b) = ('192.0.2.1:5060', '192.0.2.2:5060');
my $trace = message(1, $a, $b, 'INVITE sip:bob@b.example SIP/2.0', '') . message(1.01, $b, $a, 'SIP/2.0 180 Ringing', ';tag=2') .
    join('', map { message($_, $b, $a, 'SIP/2.0 200 OK', ';tag=2') } 2, 2.5, 3.5, 5.5, 9.5, 13.5, 17.5, 21.5, 25.5, 29.5, 33.5) .
    message(35, $b, $a, 'BYE sip:alice@a.example SIP/2.0', ';tag=2') =~ s/1 INVITE/2 BYE/r;
spill('trace.txt', $trace . ($trace =~ s/c1/c2/gr =~ s/z9hG4bKa/z9hG4bKb/gr =~ s/180 Ringing/486 Busy Here/gr =~ s/\n2026[^\n]*\nSIP\/2.0 200.*//sr) . "\n");

my %pages = (finding => 'trace.txt', words => '486 "Busy Here"', summary => '--by peer,hour trace.txt', calls => '--calls trace.txt',
    arabic => '--lang ar trace.txt', list => '--search audio');
my %text;
for my $name (sort keys %pages) {
	$text{$name} = `$siperr -f html $pages{$name}`;
	my $seen = open_page(spill("$folder/$name.html", $text{$name}));
	test("$name: the browser shows it and says nothing", $seen->{dom} =~ /<footer>/ && !@{ $seen->{said} }, @{ $seen->{said} });
	test("$name: nothing is asked for elsewhere", !@{ $seen->{asked} }, @{ $seen->{asked} });
}

# What got into a page all the same would neither run nor fetch anything, nor would a style of its own.
my $evil = '<script>document.title = "run"</script><img src="http://192.0.2.9/x.png" onerror="document.title = \'run\'"><style>footer { display: none }</style>' .
    '<link rel="stylesheet" href="http://192.0.2.9/x.css"><form action="http://192.0.2.9/"></form><iframe src="http://192.0.2.9/"></iframe>';
my $held = open_page(spill("$folder/evil.html", $text{finding} =~ s{</main>}{$evil</main>}r));
my $open = open_page(spill("$folder/open.html", $text{finding} =~ s{</main>}{$evil</main>}r =~ s/<meta http-equiv="Content[^>]*>//r));
test('without its policy all that would happen', $open->{dom} =~ /<title>run/ && 3 == @{ $open->{asked} }, @{ $open->{asked} });
test('the policy holds back a script', $held->{dom} !~ /<title>run/ && grep { /script-src|default-src/ } @{ $held->{said} }, @{ $held->{said} });
test('a picture, a frame and a style from elsewhere', !@{ $held->{asked} }, @{ $held->{asked} });
test('and a style beside its own', scalar grep({ /style-src/ } @{ $held->{said} }), @{ $held->{said} });

# The least contrast of any text against what is behind it (WCAG 2, AA: 4.5), and which text that is.
my $contrast = <<'JS';
	function rgb(c) { var m = c.match(/[\d.]+/g).map(Number); return m.length > 3 ? m : m.concat(1); }
	function light(c) { return c.slice(0, 3).map(function (v) { v /= 255; return v <= .03928 ? v / 12.92 : Math.pow((v + .055) / 1.055, 2.4); })
		.reduce(function (sum, v, i) { return sum + v * [.2126, .7152, .0722][i]; }, 0); }
	function behind(e) { for (; e; e = e.parentElement) { var c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 0) return c; } return [255, 255, 255, 1]; }
	var least = [99, ''], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), n;
	document.querySelectorAll('details').forEach(function (d) { d.open = true; });
	while ((n = walk.nextNode())) {
		var e = n.parentElement, s = getComputedStyle(e);
		if (!n.data.trim() || /^(SCRIPT|STYLE|TITLE|title)$/.test(e.tagName)) continue;
		var a = light(rgb(e.closest('svg') ? s.fill : s.color)), b = light(behind(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
		if (ratio < least[0]) least = [ratio, n.data.trim().slice(0, 40)];
	}
	return [least[0], least[1], light(behind(document.body))];
JS
for my $name ('finding', 'summary', 'calls', 'list') {
	for my $scheme ('light', 'dark') {
		my $said = measure($text{$name}, $contrast, scheme => $scheme);
		my $seen = ref $said ? $said : [ 0, $said, 0.5 ];
		test("$name, $scheme: each text can be read", $seen->[0] >= 4.5, "@$seen");
		test("$name, $scheme: it is", $scheme eq 'dark' ? $seen->[2] < 0.05 : $seen->[2] > 0.8, "@$seen");
	}
}

# On a phone the page is as wide as that; what is wider, a drawing or a table, moves by itself.
for my $name (sort keys %text) {
	my $over = measure($text{$name}, 'return document.documentElement.scrollWidth - document.documentElement.clientWidth;', width => 360);
	test("$name: it fits a phone", $over =~ /^0$/, $over);
}

my $layout = <<'JS';
	function box(s) { return document.querySelector(s).getBoundingClientRect(); }
	function middle(s) { var b = box(s); return (b.left + b.right) / 2; }
	var peers = [].map.call(document.querySelectorAll('svg .peer'), function (p) { return p.getBoundingClientRect().left; });
	var codes = [].map.call(document.querySelectorAll('code'), function (c) { return getComputedStyle(c).direction; });
	var names = [].map.call(document.querySelectorAll('bdi'), function (c) { return getComputedStyle(c).unicodeBidi; });
	return { direction: getComputedStyle(document.documentElement).direction, severity: middle('.severity'), page: middle('article'),
		first: middle('th'), last: middle('th:last-child'), peers: peers, codes: codes, names: names, svg: getComputedStyle(document.querySelector('svg')).direction };
JS
my %side = (finding => 1, arabic => -1);
for my $name (sort keys %side) {
	my $way = $side{$name};
	my $l = measure($text{$name}, $layout);
	if (!ref $l) { test("$name: laid out", 0, $l); next }
	test("$name: its direction", $l->{direction} eq ($way > 0 ? 'ltr' : 'rtl'), $l->{direction});
	test("$name: begins on its side", ($l->{page} - $l->{severity}) * $way > 100, "$l->{severity} $l->{page}");
	test("$name: tables run so too", ($l->{last} - $l->{first}) * $way > 100);
	test("$name: the drawing runs from left to right", @{ $l->{peers} } >= 2 && $l->{peers}[0] < $l->{peers}[1] && $l->{svg} eq 'ltr');
	test("$name: code does", @{ $l->{codes} } && !grep { $_ ne 'ltr' } @{ $l->{codes} });
	test("$name: names stand by themselves", @{ $l->{names} } && !grep { $_ ne 'isolate' } @{ $l->{names} });
}

my $bars = 'return [].map.call(document.querySelectorAll(".bar.whole rect"), function (r) { return r.getBoundingClientRect().left; });';
my ($left, $right) = map { measure(scalar `$siperr -f html --summary --lang $_ trace.txt`, $bars) } 'en', 'ar';
test('a bar begins where lines do', ref $left && ref $right && @$left == 2 && $left->[0] < $left->[1] && $right->[0] > $right->[1],
    map { ref $_ ? "@$_" : $_ } $left, $right);

# A link of the evidence goes to its message, which then stands out.
my ($row) = $text{finding} =~ /href="(#f1-\d+)"/;
my $target = measure($text{finding}, "location.hash = '$row'; var label = document.querySelector('$row .label'); return getComputedStyle(label).textDecorationLine;");
test('the message a link leads to stands out', $target eq 'underline', $target);

my $paper = print_page("$folder/words.html");
if (defined $paper) {
	test('on paper it is whole', scalar $paper =~ /486 Busy Here/ && scalar $paper =~ /The callee is on the phone/, $paper);
	test('what is closed on a screen too', scalar $paper =~ /q850\.17|Asterisk/, $paper);
	test('and references have their address', scalar $paper =~ m{https://www\.rfc-editor\.org/}, $paper);
} else {
	test('on paper # SKIP there is no pdftotext', 1);
}

done();

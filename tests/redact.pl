#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Redaction holds, in TAP: traces, captures and logs are made in which everything that names somebody, in every place and
# spelling, is a word that stands nowhere else; no format and no option lets one of them out, on stdout or stderr, nor
# what it is in another spelling. And the words that a diagnosis needs are still there.
use strict;
use warnings;
use MIME::Base64;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

sub ok($$;@) { my ($holds, $name, @notes) = @_; test($name, $holds, @notes) }

# A secret: a word that is in no dictionary, the same for each place in each run.
my %secret;	# what it is → where it stood
my $number = 0;
sub word { my $w = sprintf 'zqx%sv', join '', map { ('b' .. 'z')[$_ % 25] } ($number % 25, int($number / 25) % 25, ++$number * 7); $secret{$w} = $_[0]; return $w }
sub digits { my $d = sprintf '49307%06d', 113017 + 7919 * ++$number; $secret{$d} = $_[0]; return $d }
sub host { my $h = word($_[0]) . '.' . word($_[0]); return "$h.net" }
sub percent { my ($w) = @_; return join '', map { sprintf '%%%02x', ord } split //, $w }
sub mac { my $m = sprintf '7c%02xe5%02xd9%02x', 17 + ++$number % 200, 33 + $number % 99, 51 + $number % 77; $secret{$m} = $_[0]; return $m }
sub address { my $a = sprintf '93.184.%d.%d', 100 + ++$number % 100, 10 + $number % 199; $secret{$a} = $_[0]; return $a }
sub grouped { my ($d, $form) = @_; my @d = split //, $d; return $form =~ s/#/shift(@d) \/\/ ''/ger }

sub message {
	my ($start, $method, $headers, $body, $tag) = @_;
	our ($from, $to, $id, $branch);
	return join "\r\n", $start, "Via: SIP/2.0/UDP $branch;branch=z9hG4bKabc;rport", "Max-Forwards: 70", "From: $from;tag=1928301774",
	    "To: $to" . ($tag ? ";tag=$tag" : ''), "Call-ID: $id", "CSeq: 314159 $method", @$headers, 'Content-Length: ' . length $body, '', $body;
}

# Each row: a place, and the headers of the response in which it stands.
my @places = (
	[ 'a header without a colon', sub { 'From ' . word($_[0]) . ' <sip:' . word($_[0]) . '@' . host($_[0]) . '>' } ],
	[ 'a header that somebody made up', sub { 'X-' . word($_[0]) . ': ' . word($_[0]) } ],
	[ 'Contact with an instance', sub { 'Contact: <sip:' . word($_[0]) . '@' . address($_[0]) . '>;+sip.instance="<urn:uuid:00000000-0000-1000-8000-' . mac($_[0]) . '>"' } ],
	[ 'Warning', sub { 'Warning: 399 ' . word($_[0]) . ' "' . word($_[0]) . ' is not ' . word($_[0]) . '"' } ],
	[ 'Warning of a policy', sub { 'Warning: 370 ' . host($_[0]) . ' "' . word($_[0]) . '"' } ],
	[ 'Reason', sub { 'Reason: Q.850;cause=17;text="' . word($_[0]) . ' busy ' . digits($_[0]) . '"' } ],
	[ 'Reason of SIP', sub { 'Reason: SIP;cause=480;text="' . word($_[0]) . ' offline"' } ],
	[ 'challenge', sub { 'WWW-Authenticate: Digest realm="' . word($_[0]) . '", nonce="' . word($_[0]) . '", opaque="' . word($_[0]) . '", domain="sip:' . host($_[0]) . '"' } ],
	[ 'a challenge of another scheme', sub { 'WWW-Authenticate: NTLM ' . encode_base64(word($_[0]) . word($_[0]), '') } ],
	[ 'a challenge with a token', sub { 'WWW-Authenticate: Bearer realm="' . word($_[0]) . '", authz_server="https://' . host($_[0]) . '/' . word($_[0]) . '?' . word($_[0]) . '=' . word($_[0]) . '"' } ],
	[ 'User-Agent', sub { 'User-Agent: Yealink SIP-T46S 66.85.0.5 ' . mac($_[0]) . ' ' . word($_[0]) } ],
	[ 'Server', sub { 'Server: ' . word($_[0]) . '/1.2 (' . word($_[0]) . ')' } ],
	[ 'P-Asserted-Identity', sub { 'P-Asserted-Identity: "' . word($_[0]) . ' ' . word($_[0]) . '" <sip:+' . digits($_[0]) . '@' . host($_[0]) . '>, <tel:+' . digits($_[0]) . '>' } ],
	[ 'Diversion', sub { 'Diversion: ' . word($_[0]) . ' ' . word($_[0]) . ' <sip:' . percent(word($_[0])) . '@' . host($_[0]) . '>;reason=user-busy' } ],
	[ 'Error-Info', sub { 'Error-Info: <https://' . word($_[0]) . ':' . word($_[0]) . '@' . host($_[0]) . ':8443/' . word($_[0]) . '/' . word($_[0]) . '?u=' . word($_[0]) . '#' . word($_[0]) . '>' } ],
	[ 'Retry-After with a comment', sub { 'Retry-After: 120 (' . word($_[0]) . ' is out);duration=60' } ],
	[ 'Unsupported', sub { 'Unsupported: ' . word($_[0]) . ', timer' } ],
	[ 'Allow', sub { 'Allow: INVITE, ' . uc word($_[0]) } ],
	[ 'Subject', sub { 'Subject: ' . word($_[0]) . ' ' . word($_[0]) } ],
	[ 'ms-diagnostics', sub { 'ms-diagnostics: 4004;reason="' . word($_[0]) . ' not found";source="' . host($_[0]) . '";appName="' . word($_[0]) . '"' } ],
	[ 'passwords', sub { my ($w) = @_; 'X-Debug: pwd=' . word($w) . ' pass: ' . word($w) . ' api_key="' . word($w) . '" token=' . word($w) . " secret => '" . word($w) . qq(' "password": ") . word($w) . '"' } ],
	[ 'authorisation', sub { my ($w) = @_; 'X-Debug: Authorization: Bearer ' . word($w) . '.' . word($w) } ],
	[ 'hosts beyond ASCII', sub { my ($w) = @_; my $h = word($w); "X-Debug: at \xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc$h.\xd1\x80\xd1\x84 and <sip:a\@$h\xd0\xb6.\xd1\x80\xd1\x84>" } ],
	[ 'IPv6', sub { $secret{'5ca1:ab1e'} = $_[0]; 'X-Debug: 2001:1b8:5ca1:ab1e::7, [2001:1B8:5CA1:AB1E::7]:5060 fe80::5ca1:ab1e%eth0: 2001:1b8:5ca1:ab1e::7.5060 ::ffff:93.184.216.34' } ],
	[ 'hardware', sub { my $m = mac($_[0]); my @b = $m =~ /../g; my $c = join ':', @b; my $d = join '-', map { uc } @b; my $e = $m =~ s/(....)(?=.)/$1./gr; $secret{$_} = $_[0] for $c, lc $d, $e; "X-Debug: $c $d, $e and " . uc $m } ],
	[ 'numbers', sub { my ($w) = @_; 'X-Debug: ' . join ' and ', map { my $s = grouped(digits($w), $_); $secret{$s =~ s/^\+//r} = $w; $s } '+## (##) ###-####', '+##.##.###.####', '(0##) #### ####', '0## / ### ####', '+####-###-####' } ],
	[ 'mail', sub { 'X-Debug: ask ' . word($_[0]) . '.' . word($_[0]) . '@' . host($_[0]) . ' or mailto:' . word($_[0]) . '@' . host($_[0]) } ],
	[ 'a channel', sub { 'X-Debug: PJSIP/' . word($_[0]) . '-0000002a' } ],
	[ 'Refer-To', sub { 'Refer-To: <sip:' . word($_[0]) . '@' . host($_[0]) . '?Replaces=' . word($_[0]) . '%40' . word($_[0]) . '&X=' . word($_[0]) . '>' } ],
	[ 'an unclosed quote', sub { 'Contact: "' . word($_[0]) . ' <sip:' . word($_[0]) . '@' . host($_[0]) . '>' } ],
);

my $sdp = sub {
	my ($w) = @_;
	return join "\r\n", 'v=0', 'o=' . word($w) . ' 2890844526 2890844526 IN IP4 ' . address($w), 's=' . word($w), 'i=' . word($w),
	    'e=' . word($w) . '@' . host($w), 'p=+' . digits($w), 'c=IN IP4 ' . host($w), 't=0 0', 'k=clear:' . word($w), 'm=audio 40000 RTP/SAVP 0 8 101',
	    'a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:' . encode_base64(word($w) . word($w), '') . '|2^20', 'a=ice-ufrag:' . word($w), 'a=ice-pwd:' . word($w) . word($w),
	    'a=fingerprint:sha-256 7C:11:E5:21:D9:33:7C:11:E5:21:D9:33:7C:11:E5:21:D9:33', 'a=rtpmap:0 PCMU/8000', 'a=' . word($w) . ':' . word($w), '';
};

sub call {
	my ($place, $headers, $body, $phrase, $code) = @_;
	our ($from, $to, $id, $branch);
	local $from = '"' . word($place) . ' ' . word($place) . '" <sip:' . word($place) . ':' . word($place) . '@' . host($place) . ';x=' . word($place) . '>';
	local $to = word($place) . ' <sip:' . percent(word($place)) . '@' . address($place) . ':5070;transport=tcp>';
	local $id = 'a84b4c76-' . word($place) . '-' . digits($place) . '@' . host($place);
	local $branch = address($place);
	my $uri = 'sip:' . word($place) . '@' . address($place);
	my $offer = $sdp->($place);
	return (message("INVITE $uri SIP/2.0", 'INVITE', [ 'Contact: <sip:' . word($place) . '@' . address($place) . '>', 'Content-Type: application/sdp',
	    'Authorization: Digest username="' . word($place) . '", realm="' . word($place) . '", nonce="' . word($place) . '", uri="sip:' . host($place) . '", response="' . word($place) . '"',
	    'Proxy-Authorization: Basic ' . encode_base64(word($place) . ':' . word($place), '') ], $offer),
	    message("SIP/2.0 $code $phrase", 'INVITE', $headers, $body, '3141593'), message("ACK $uri SIP/2.0", 'ACK', [], '', '3141593'));
}

# A trace of text: with a time and addresses, or without.
sub trace {
	my ($dated, @messages) = @_;
	my ($n, $from, $to) = (0, address('a line above a message'), address('a line above a message'));
	return join "\n", map { $dated ? sprintf("2026/03/01 10:00:%02d.000000 %s:5060 -> %s:5060\n", $n, $n++ % 2 ? ($to, $from) : ($from, $to)) . $_ : $_ } @messages;
}

# A capture of UDP over IPv4.
sub pcap {
	my (@messages) = @_;
	my $out = pack 'LSSlLLL', 0xa1b2c3d4, 2, 4, 0, 0, 65535, 101;
	my $n = 0;
	my @ends = map { my $a = address('a packet'); pack 'C4', split /\./, $a } 1, 2;
	for my $m (@messages) {
		my ($from, $to) = $n % 2 ? @ends[1, 0] : @ends;
		my $udp = pack('nnnn', 5060, 5060, 8 + length $m, 0) . $m;
		my $ip = pack('CCnnnCCn', 0x45, 0, 20 + length $udp, $n, 0, 64, 17, 0) . $from . $to . $udp;
		$out .= pack('LLLL', 1772359200 + $n++, 0, length $ip, length $ip) . $ip;
	}
	return $out;
}

my @inputs;	# name of the file
{
	my @all;
	for my $p (@places) {
		my ($name, $make) = @$p;
		my @call = call($name, [ $make->($name) ], '', 'Busy Here', 486);
		push @all, @call;
		push @inputs, spill("zqxfile" . @inputs . 'v.txt', trace(1, @call));
	}
	push @all, call('a phrase', [], '', word('a phrase') . ' is not ' . word('a phrase'), 404);
	push @all, call('SDP in a response', [ 'Content-Type: application/sdp' ], $sdp->('SDP in a response'), 'Not Acceptable Here', 488);
	push @all, call('a body of text', [ 'Content-Type: text/plain' ], word('a body of text') . ' ' . word('a body of text'), 'Forbidden', 403);
	{
		our ($from, $to, $id, $branch);
		local ($from, $to, $id, $branch) = ('<sip:' . word('MESSAGE') . '@' . host('MESSAGE') . '>', '<sip:' . word('MESSAGE') . '@' . host('MESSAGE') . '>', word('MESSAGE'), host('MESSAGE'));
		push @all, message('MESSAGE sip:' . word('MESSAGE') . '@' . host('MESSAGE') . ' SIP/2.0', 'MESSAGE', [ 'Content-Type: text/plain' ], 'meet ' . word('MESSAGE') . ' at ' . word('MESSAGE')),
		    message('SIP/2.0 404 Not Found', 'MESSAGE', [], '', '1');
		push @all, message(uc(word('a method')) . ' sip:' . word('a method') . '@' . host('a method') . ' SIP/2.0', 'OPTIONS', [], ''),
		    message('SIP/2.0 405 Method Not Allowed', 'OPTIONS', [], '', '1');
	}
	push @inputs, spill('zqxallv.txt', trace(1, @all)), spill('zqxplainv.log', trace(0, @all)), spill('zqxcapturev.pcap', pcap(@all)),
	    spill('zqxcutv.pcap', substr pcap(@all), 0, -20);
	my $w = 'a log';
	push @inputs, spill('zqxasteriskv.log', join "\n",
	    "[2026-03-01 10:00:00] NOTICE[2211][C-0000000b]: chan_sip.c:28468 handle_request_register: Registration from '\"" . word($w) . '" <sip:' . word($w) . '@' . host($w) . ">' failed for '" . address($w) . ":5060' - Wrong password",
	    "[2026-03-01 10:00:01] WARNING[2211][C-0000000b]: No response received from '" . host($w) . "' on registration attempt to '" . word($w) . "', retrying in '5'",
	    "[2026-03-01 10:00:02] NOTICE[1]: res_pjsip/pjsip_distributor.c:676 log_failed_request: Request 'REGISTER' from '<sip:" . word($w) . '@' . host($w) . ">' failed for '" . address($w) . ":5060' (callid: " . word($w) . ") - No matching endpoint found",
	    "2026-03-01 10:00:03.100000 [NOTICE] sofia_reg.c:3211 SIP auth failure (REGISTER) on sofia profile 'internal' for [" . word($w) . '@' . host($w) . "] from ip " . address($w),
	    "[2026-03-01 10:00:04] ERROR[1]: tcptls.c:500 Unable to connect SIP socket to " . address($w) . ':5061: Connection refused', '');
}

sub spellings {
	my ($s) = @_;
	my @s = (lc $s, lc percent($s), lc encode_base64($s, ''));
	push @s, join '', map { sprintf '%02x', ord } split //, $s;
	return @s;
}

my (%spelling, $any, $of);
# All spellings of all secrets at once: most outputs have none.
sub any_leak {
	if (!defined $of || $of != keys %secret) {
		my $all = join '|', map { quotemeta } map { @{ $spelling{$_} ||= [ spellings($_) ] } } sort keys %secret;
		($any, $of) = (qr/$all/, scalar keys %secret);
	}
	return grep { $_ =~ $any } @_;
}

sub leaks {
	my ($text) = @_;
	$text = lc $text;
	my $plain = $text =~ s/%([0-9a-f]{2})/chr hex $1/ger;
	return () unless any_leak($text, $plain);
	return grep { my $s = $_; grep { index($text, $_) >= 0 || index($plain, $_) >= 0 } @{ $spelling{$s} ||= [ spellings($s) ] } } sort keys %secret;
}

# Names, numbers and addresses that only the input says are somebody's: their words stand in the texts of siperr as well,
# their figures might count something. What must be gone is a pattern, for any of them may stand there without being it.
my @known = (
	[ 'a name in any spelling', qr/max[^a-z]{0,6}page|page[^a-z]{0,3}max|mark[^a-z]{0,6}bell|bell[^a-z]{0,3}mark|6d61782e70616765/i ],
	[ 'a word of a name', qr/\b(?:Max|Bell|Early) (?:is|calls|was)\b/i ],
	[ 'a user that is a code', qr/PJSIP\/480|[*<]480|480[#>]|user 480|480 offline|X-User: 480|from 480/ ],
	[ 'a name that no message gives', qr/\bTom\b|Grant Field|Field, Grant/ ],
	[ 'an extension', qr/\b(?:10[123]|2047)\b[^:]{0,2} (?:is|calls|was)|user 10[123]|ext\.? ?10[123]|x2047|'2047'|PJSIP\/102/ ],
	[ 'the beginning of a number', qr/\+49 ?30|0049 30|49-30-|30 1234 567|12 345 67/ ],
	[ 'an address in an identifier', qr/198-51-100-23|c6336417|176433c6|3325256727/i ],
	[ 'half a name', qr/from-max/ ],
	[ 'what people say', qr/the password is not|4711|52\.516|13\.377|Rose Port|port rose/ ],
	[ 'the secrets of a scheme', qr/eyJ|c2VjcmV0/ ],
);
{
	my ($n, @all) = (0);
	for my $text ('Max Page is away', 'MAX PAGE is busy', 'ask Page, Max or max_page', 'MaxPage and max-page and Max%20Page', 'mark bell busy, then Mark  Bell', 'Max is out, Bell calls',
	    'Early was here; 101 is busy; user 102 offline', '2047 calls 103 is', 'ext. 101 or extension 103', '+49 30 is the area', '0049 30', '+49 30' . "\r\n " . '1234567', 'call +49 (30) 1234567 ext 101 or x2047',
	    'max is away, user bell', 'PJSIP/480 rings, *480 and 480#, Ann <480>, user 480 gone from 480', '480 offline', 'Tom is out, ask Grant Field or Field, Grant',
	    '30 1234 567', 'PJSIP/102-0000002a', "peer '2047' gone", 'Early Will, Bell Mark') {
		for my $header ('X-Debug: ' . $text, 'Reason: Q.850;cause=17;text="' . $text . '"', 'Warning: 399 pbx "' . $text . '"', 'User-Agent: ' . $text) {
			our ($from, $to, $id, $branch);
			local ($from, $to, $branch) = ($n % 2 ? '"Max Page" <sip:max.page@pbx.example.org>' : 'Mark Bell <sip:mark_bell@pbx.example.org>',
			    '<sip:' . (qw(101 102 103 2047 +49301234567 will.early))[$n % 6] . '@pbx.example.org>', '198.51.100.23');
			local $id = (qw(a1b2-198-51-100-23-7@pbx 0aC6336417b1@pbx 6d61782e70616765@pbx 3325256727 x-max-page-1 4930123456-77 176433c6aa))[$n++ % 7] . $n;
			push @all, message('INVITE sip:101@198.51.100.23 SIP/2.0', 'INVITE', [ 'Contact: "Will Early" <sip:will.early@198.51.100.23>', 'P-Preferred-Identity: Max Page <sip:103@pbx.example.org>',
			    'Identity: eyJhbGciOi.eyJhbGciOi.c2VjcmV0;info=<https://c.example.org/x>', 'Authorization: Bearer eyJhbGciOi.eyJhbGciOi.c2VjcmV0', 'X-Caller-Name: Max Page' ], ''),
			    message("SIP/2.0 486 Busy Here", 'INVITE', [ $header, 'Contact: <sip:2047@198.51.100.23>', 'P-Called-Party-ID: <sip:480@pbx.example.org>', 'X-User: 480' ], '', "tag-c6336417-$n"),
			    message('ACK sip:101@198.51.100.23 SIP/2.0', 'ACK', [], '', "tag-c6336417-$n");
		}
	}
	# Bodies: what people say to each other, dial or where they are; and a name that only a message within the message tells.
	our ($from, $to, $id, $branch);
	local ($from, $to, $id, $branch) = ('<sip:2047@pbx.example.org>', '<sip:101@pbx.example.org>', 'b1', '198.51.100.23');
	my $place = "<presence><tuple><gml:pos>52.51631 13.37777</gml:pos><NAM>Bell</NAM><state>early</state></tuple></presence>\r\n";
	for my $b ([ 'text/plain', "the password is not busy\r\n" ], [ 'application/dtmf-relay', "Signal=4711\r\nDuration=160\r\n" ], [ 'application/pidf+xml', $place ],
	    [ 'message/sipfrag', "SIP/2.0 486 Busy Here\r\nTo: Rose Port <sip:rose\@example.org>\r\nX-Note: Rose Port, port rose\r\n" ],
	    [ 'message/cpim', "From: Rose Port <im:rose\@example.org>\r\n\r\nContent-Type: text/plain\r\n\r\nthe password is not busy\r\n" ],
	    [ 'multipart/mixed;boundary=b', "--b\r\nContent-Type: application/pidf+xml\r\n\r\n$place--b\r\nContent-Type: text/plain\r\n\r\nthe password is not busy\r\n--b--\r\n" ]) {
		push @all, message('INFO sip:101@198.51.100.23 SIP/2.0', 'INFO', [ "Content-Type: $b->[0]", 'X-Geo: geo:52.51631,13.37777' ], $b->[1]),
		    message('SIP/2.0 415 Unsupported Media Type', 'INFO', [], '', 7);
	}
	# Cut in the middle of a name.
	spill('zqxknownv.log', trace(1, @all[0 .. 2]) . "\n" . join "\n",
	    "[2026-03-01 10:00:01] NOTICE[2211][C-0000000c]: chan_sip.c:26493 handle_request_invite: Call from 'max.page' (198.51.100.23:5060) to extension '2047' rejected because extension not found in context 'from-max-page-max-page'.", '');
	push @inputs, 'zqxknownv.log', spill('zqxknownv.txt', trace(1, @all)), spill('zqxknownv.pcap', pcap(@all));
}

my @options = ('', '-f brief', '-f json', '-f tsv', '-f csv', '-f markdown', '--explain', '--explain --ladder', '-f markdown --ladder', '-f html', '-f json --all', '-f json --fold',
	'-f tsv --fold', '--each -f json --all', '--calls', '--calls -f json', '--calls -f tsv', '--calls -f csv', '--calls -f markdown', '--calls -f html', '--calls -f brief', '--summary', '--summary -f json', '--by peer,trunk,prefix,agent', '--by agent,trunk,prefix,hour -f json', '--by agent,trunk,prefix,hour -f html',
	'--check -v', '--extract -', '-q --extract hidden.pcap', '--lang ru --explain', '--lang es -f brief', '--lang vi -f markdown', '--width 40');
$secret{$_ =~ s/\..*//r} = 'the name of a file' for @inputs;
for my $o ($ENV{ONLY} ? split(/:/, $ENV{ONLY}) : @options) {
	my ($bad, $silent, %where) = (0, 0);
	# Each place by itself in two of them; all places together in every one.
	for my $file ($o =~ /^(-f json|--explain)$/ ? @inputs : @inputs[@places .. $#inputs]) {
		my $out = `$siperr --redact $o $file 2>&1`;
		$out .= slurp('hidden.pcap') if $o =~ /hidden/;
		$silent++ if $out !~ /\S/ && !($o =~ /calls|extract/ && $file =~ /log$/);
		for my $k (@known) {
			my ($name, $pattern) = @$k;
			next unless $file =~ /known/ && $out =~ $pattern;
			my $from = $-[0] > 40 ? $-[0] - 40 : 0;
			$bad++;
			push @{ $where{"$name: " . substr($out, $from, $+[0] - $from + 20)} }, $file;
		}
		if (my @found = leaks($out)) {
			$bad++;
			push @{ $where{"$secret{$_}: $_"} }, $file for @found;
		}
	}
	ok(!$bad && !$silent, "nothing gets out: --redact $o", $silent ? "$silent runs said nothing" : (), (map { "$_ ($where{$_}[0])" } sort keys %where)[0 .. 11]);
}

# Without --redact they are there: what was looked for could have been found.
{
	my %seen;
	for my $file (@inputs) {
		$seen{$_} = 1 for leaks(scalar `$siperr --all -f json $file 2>&1`);
	}
	my %places = map { $secret{$_} => 1 } keys %seen;
	my $known = join '', map { scalar `$siperr --all -f json $_ 2>&1; $siperr --extract - $_` } grep { /known/ } @inputs;
	my @silent = map { $known =~ $_->[1] ? () : $_->[0] } @known;
	ok(!@silent, 'so are those that are known from the input', @silent);
	ok(keys %seen > 500 && keys %places > 30, 'without --redact they are there', scalar(keys %seen) . ' secrets of ' . scalar(keys %places) . ' places');
}

# Words given on the command line, in the errors too.
for my $text (word('operand') . ' is busy', '486 ' . word('operand'), 'Warning: 399 ' . host('operand') . ' "' . word('operand') . '"', '/' . word('operand') . '/' . word('operand') . '.pcap') {
	my @found = leaks(`$siperr --redact '$text' 2>&1`);
	ok(!@found, "nothing gets out of an operand: $text", @found);
}

# What a diagnosis needs is still there.
{
	my ($place, $busy) = ('what stays');
	my $file = spill('stays.txt', trace(1, call($place, [ 'Server: Asterisk PBX 18.2.1', 'Reason: Q.850;cause=17;text="User busy"', 'Retry-After: 3600' ], '', 'Busy Here', 486)));
	my $json = `$siperr --redact -f json $file`;
	for my $keep ('"id":"code.486"', '"phrase":"Busy Here"', '"code":486', 'Asterisk PBX 18.2.1', 'Q.850;cause=17;text=\"User busy\"', '"cseq":314159', ';tag=1928301774', '2026-03-01T10:00:02',
	    ':5070;transport=tcp', '"method":"INVITE"', 'a84b4c76-', ':5060"') {
		ok(index($json, $keep) >= 0, "it stays: $keep", $json);
	}
}

# A user whose name is a word of the phrase does not take the phrase away.
{
	my $text = "SIP/2.0 486 Busy Here\r\nFrom: <sip:busy\@example.com>;tag=1\r\nTo: <sip:here\@example.com>;tag=2\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\nX-Debug: busy\r\n\r\n";
	my $json = `$siperr --redact -f json @{[ spill('words.txt', $text) ]}`;
	ok($json =~ /"phrase":"Busy Here"/ && $json !~ /sip:busy/, 'a known phrase stays whole', $json);
}

# The same key, the same pseudonyms; another key, or none, others. They hang on the key alone.
{
	spill('key', 'correct horse battery staple');
	spill('key2', 'correct horse battery stapler');
	spill('short', 'fifteen bytes..');
	my ($a, $b, $c) = map { scalar `$siperr --redact-key $_ -f json $inputs[0]` } 'key', 'key', 'key2';
	my ($d, $e) = map { scalar `$siperr --redact -f json $inputs[0]` } 1, 2;
	ok($a eq $b && length $a, 'with one key, the same pseudonyms');
	ok($a ne $c && $a ne $d && $d ne $e, 'with another key, or none, others');
	my ($user) = $a =~ /"from":"[^<]*<sip:(user-\w{8})\@/;
	ok(defined $user && index(`$siperr --redact-key key -f json @inputs[1 .. 3] $inputs[0]`, $user) >= 0, 'they do not hang on what came before', $a);
	my $out = `$siperr --redact-key short 486 2>&1`;
	ok($? >> 8 == 2 && $out =~ /--redact-key: .*16/ && $out !~ /^siperr: short/, 'a short key is refused', $out);
	$out = `$siperr --redact-key nowhere 486 2>&1`;
	ok($? >> 8 == 2 && $out =~ /--redact-key: cannot be opened/ && $out !~ /nowhere/, 'a key that is not there, too', $out);
}

done();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Nothing that comes in can misuse what goes out, in TAP: every field of a message, and a site's text, with every kind of
# byte, in every format. The output is read again by what reads such a format: it is whole, and nothing in it steers,
# hides, links, calls somebody, or is a formula.
use strict;
use warnings;
use JSON::PP;
use FindBin '$Bin';
use lib "$Bin/lib";
use Html;
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";

sub ok($$;@) { my ($holds, $name, @notes) = @_; test($name, $holds, @notes) }

sub u { my $s = join '', map { chr } @_; utf8::encode($s); return $s }

my %bytes = (
	'control characters' => "\x01\x07\x08\x0b\x0c\x1b[31m\x1b]0;x\x07\x7f",
	'C1 controls' => u(0x80, 0x85, 0x9b, 0x9f),
	'embeddings and overrides' => u(0x202a .. 0x202e),
	'isolates' => u(0x2066 .. 0x2069, 0x200e, 0x200f, 0x61c),
	'separators' => u(0x2028, 0x2029),
	'invisible' => u(0xad, 0x34f, 0x180e, 0x200b .. 0x200d, 0x2060 .. 0x2064, 0x206a, 0x3164, 0xfeff, 0xffa0, 0xfff9),
	'tags and selectors' => u(0xe0001, 0xe0041, 0xe007f, 0xe0100, 0xfe00, 0xfe0f, 0x1d173),
	'no characters' => u(0xfdd0, 0xfdd1, 0xfdd2, 0xfffe, 0xe000, 0xf0000),
	'bad UTF-8' => "\xff\xc3\xc0\xaf\xed\xa0\x80\xf4\x90\x80\x80\x80",
	'HTML' => '<script>alert(1)</script><img src=x onerror=y><!--',
	'links' => 'https://evil.test/x www.evil.test ftp://evil.test mailto:m@evil.test',
	'mentions' => '@victim #12 GH-12 org/repo#34 deadbeefcafe1234',
	'entities' => '&lt;b&gt; &#64;victim &copy;',
	'marks' => '**b** __u__ ~~s~~ *i* [a](http://evil.test) ![i](x) # h',
	'backticks' => '`` a ` b ``` c',
	'pipes' => 'a | b || c \\| d',
	'quotes and commas' => 'a "b", c; \'d\' ""',
	'equals sign' => '=HYPERLINK(1)', 'at sign' => '@SUM(1)', 'plus' => '+1+cmd|x', 'minus' => '-2-cmd|x',
	'emoji of words' => ':smile: :+1:',
);

my %fields = (
	'phrase' => sub { my ($x) = @_; [ "486 $x", '' ] },
	'Server' => sub { [ '486 Busy Here', "Server: $_[0]\r\n" ] },
	'Warning' => sub { [ '488 Not Acceptable Here', qq(Warning: 399 host "$_[0]"\r\n) ] },
	'Reason' => sub { [ '480 Away', qq(Reason: Q.850;cause=17;text="$_[0]"\r\n) ] },
	'realm' => sub { [ '401 Unauthorized', qq(WWW-Authenticate: Digest realm="$_[0]", nonce="n"\r\n) ] },
	'Retry-After' => sub { [ '503 Service Unavailable', "Retry-After: 5 ($_[0])\r\n" ] },
	'Contact' => sub { [ '302 Moved', "Contact: $_[0]\r\n" ] },
	'Error-Info' => sub { [ '404 Not Found', "Error-Info: <$_[0]>\r\n" ] },
	'Unsupported' => sub { [ '420 Bad Extension', "Unsupported: $_[0]\r\n" ] },
	'a header without a colon' => sub { [ '400 Bad Request', "$_[0]\r\n" ] },
	'a header name' => sub { [ '400 Bad Request', "X$_[0]: y\r\n" ] },
	'From' => sub { [ '486 Busy Here', '', "$_[0] <sip:a\@b>;tag=1" ] },
	'From user' => sub { [ '486 Busy Here', '', "<sip:$_[0]\@b>;tag=1" ] },
	'To' => sub { [ '486 Busy Here', '', undef, "\"$_[0]\" <sip:c\@d>;tag=2" ] },
	'To from its first byte' => sub { [ '486 Busy Here', '', undef, $_[0] ] },
	'Call-ID' => sub { [ '486 Busy Here', '', undef, undef, $_[0] ] },
	'method' => sub { [ '405 Method Not Allowed', '', undef, undef, undef, $_[0] ] },
	'body' => sub { [ '488 Not Acceptable Here', "Content-Type: application/sdp\r\n", undef, undef, undef, undef, "v=0\r\no=$_[0] 0 0 IN IP4 $_[0]\r\ns=$_[0]\r\nm=audio 1 $_[0] 0\r\n" ] },
);

sub trace {
	my ($status, $headers, $from, $to, $id, $method, $body) = @_;
	$from //= '<sip:a@b>;tag=1';
	$to //= '<sip:c@d>;tag=2';
	$id //= 'id';
	$method //= 'INVITE';
	$body //= '';
	my $common = "Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKa\r\nFrom: $from\r\nTo: $to\r\nCall-ID: $id\r\nCSeq: 1 $method\r\n";
	return "2026/03/01 10:00:00.000000 192.0.2.1:5060 -> 192.0.2.2:5060\n$method sip:c\@d SIP/2.0\r\n${common}Content-Length: 0\r\n\r\n" .
	    "2026/03/01 10:00:01.000000 192.0.2.2:5060 -> 192.0.2.1:5060\nSIP/2.0 $status\r\n$common${headers}Content-Length: " . length($body) . "\r\n\r\n$body";
}

# What no output may have, whatever the format: returns what it has.
my $unseen = qr/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\x{ad}\x{34f}\x{61c}\x{115f}\x{1160}\x{17b4}\x{17b5}\x{180b}-\x{180f}\x{200b}-\x{200f}\x{2028}-\x{202e}\x{2060}-\x{206f}\x{3164}\x{e000}-\x{f8ff}\x{fdd0}-\x{fdef}\x{feff}\x{ffa0}\x{fff0}-\x{fffb}\x{fffe}\x{ffff}\x{e0000}-\x{10ffff}]/;
sub misuse {
	my ($out) = @_;
	my $text = $out;
	return 'no UTF-8' unless utf8::decode($text);
	return sprintf 'U+%04X', ord $1 if $text =~ /($unseen)/;
	return sprintf 'a selector without a base: U+%04X', ord $1 if $text =~ /(?:^|[\x00-\x7f\x{fe00}-\x{fe0f}])([\x{fe00}-\x{fe0f}])/;
	return;
}

# RFC 4180, strictly. Returns the records, or what is wrong.
sub csv {
	my ($text) = @_;
	my @records;
	while (length $text) {
		my @cells;
		do {
			if ($text =~ s/^"((?:[^"]|"")*)"//) { push @cells, $1 =~ s/""/"/gr }
			elsif ($text =~ s/^([^",\r\n]*)//) { push @cells, $1 }
		} while ($text =~ s/^,//);
		return "neither a comma nor the end of a line: " . substr $text, 0, 40 unless $text =~ s/^\r\n//;
		push @records, \@cells;
	}
	return \@records;
}

sub bad_csv {
	my $records = csv($_[0]);
	return $records unless ref $records;
	for my $r (@$records) {
		return 'cells: ' . @$r . ' for ' . @{ $records->[0] } if @$r != @{ $records->[0] };
		for (@$r) { return "a formula: $_" if /^[=\@\t]/ || (/^[+-]/ && !/^-\z|^[+-][0-9]+\z/) }
	}
	return;
}

sub bad_tsv {
	my @lines = map { [ split /\t/, $_, -1 ] } split /\n/, $_[0];
	for (@lines) { return 'columns: ' . @$_ . ' for ' . @{ $lines[0] } if @$_ != @{ $lines[0] } }
	return;
}

sub bad_json {
	for (split /\n/, $_[0]) {
		return "no JSON: $@" unless eval { decode_json($_); 1 };
	}
	return;
}

# What a program that shows Markdown sees as text: no code, no escaped marks.
sub bad_markdown {
	my ($text) = @_;
	my $columns;
	for (split /\n/, $text =~ s/^```text\n.*?^```$//gmsr) {
		if (/^\|/) {
			my $bars = () = /(?<!\\)\|/g;
			$columns = $bars if /^\|[ -]/ && !defined $columns;
			return "cells: $_" if $bars != $columns;
		} else {
			undef $columns;
		}
		s/\\[!-\/:-@\[-`{-~]/./g if !/`/;	# in code a backslash is one
		my $bare = '';
		for my $part (split /(`[^`]*`)/) { $bare .= $part =~ /^`/ ? 'code' : $part =~ s/\\[!-\/:-@\[-`{-~]/./gr }
		return "a mention or an address: $_" if $bare =~ /\@/;
		return "a link: $_" if $bare =~ m{[a-z]://|www\.|mailto:}i;
		return "an issue: $_" if $bare =~ /(?<!^)#\d|GH-\d/;
		return "HTML: $_" if $bare =~ /</;
		return "an entity: $_" if $bare =~ /&[#a-zA-Z]/;
		return "struck out: $_" if $bare =~ /~~/;
		return "a backtick: $_" if $bare =~ /`/;
		return "emphasis: $_" if $bare =~ /\*\*|__\w|!\[|\]\(/;
		return "an emoji: $_" if $bare =~ /:[a-z+]\w*:/;
	}
	return;
}

my %formats = (text => undef, brief => undef, json => \&bad_json, tsv => \&bad_tsv, csv => \&bad_csv, html => \&html_fault, markdown => \&bad_markdown);
my @options = ((map { "-f $_ --all" } sort keys %formats), '--explain --ladder', '-f markdown --ladder', (map { "--calls -f $_" } sort keys %formats), '--summary', '--summary -f json', '--by peer,trunk,prefix,agent', '--by agent,trunk -f json',
    '--by agent,peer -f tsv', '--by peer,agent -f csv', '--by agent -f prometheus',
    '--fold -f csv', '--check -v', '-f json --lang ru', '-f markdown --lang vi', '-f csv --redact', '-f markdown --redact', '-f html --redact', '-f html --lang ar', '--by agent,trunk -f html');

sub check {
	my ($o, $out) = @_;
	my $bad = misuse($out);
	my ($format) = $o =~ /-f (\w+)/;
	return $bad if $bad;
	return $format && $formats{$format} ? $formats{$format}->($out) : undef;
}

# A trace for each kind of byte, every field in a call of its own; and a file with such a name.
my %files;
for my $kind (sort keys %bytes) {
	my ($n, $text) = (0, '');
	for my $field (sort keys %fields) {
		my @parts = @{ $fields{$field}->($bytes{$kind}) };
		$parts[4] //= 'id' . ++$n;
		$text .= trace(@parts) . "\n";
	}
	push @{ $files{$kind} }, spill("all$kind" =~ s/[^a-z]//gir, $text);
	my $name = $bytes{$kind} =~ s/[\/\0]/_/gr;
	push @{ $files{$kind} }, spill($name, trace('486 Busy Here', '')) if length $name < 200;
}
for my $o (@options) {
	my @bad;
	for my $kind (sort keys %bytes) {
		for my $file (@{ $files{$kind} }) {
			open my $pipe, '-|', 'sh', '-c', 'exec "$0" $1 -i "$2" 2>&1 </dev/null', $siperr, $o, $file or die;
			binmode $pipe;
			my $out = do { local $/; <$pipe> } // '';
			close $pipe;
			my $wrong = check($o, $out =~ s/^siperr: [^\n]*\n//gmr) // misuse($out);
			push @bad, "$kind: $wrong" if $wrong;
			push @bad, "$kind: nothing was said" if $out !~ /\S/;
		}
	}
	ok(!@bad, "whatever stands in a message: $o", @bad);
}

# The same in the texts of a site.
SITE: for my $kind (sort keys %bytes) {
	next if $kind eq 'bad UTF-8';
	my $x = $bytes{$kind};
	utf8::decode($x);
	my $quoted = join '', map { ord($_) > 0xffff ? sprintf(q(\U%08x), ord $_) : ord($_) < 0x20 || ord($_) > 0x7e || /["\\{}']/ ? sprintf(q(\u%04x), ord $_) : $_ } split //, $x;
	mkdir 'site';
	spill('site/root.txt', "root:table(nofallback) { code.486 { title { \"$quoted\" } meaning { \"a $quoted\" } causes { \"$quoted\" } fixes { \"b $quoted c\" } } }");
	if (system('genrb -q -d site site/root.txt 2>/dev/null') != 0) {
		next SITE;	# a character that no bundle can hold
	}
	my @bad;
	for my $o (grep { !/redact/ } @options, '--list codes', '--list codes -f json', '--list codes -f tsv', '--list codes -f csv', '--list codes -f markdown', '--list codes -f html') {
		my $out = `$siperr -K site $o @{[ $o =~ /list/ ? '' : $files{HTML}[0] ]} 2>&1` // '';
		my $wrong = check($o, $out =~ s/^siperr: [^\n]*\n//gmr);
		push @bad, "$o: $wrong" if $wrong;
	}
	ok(!@bad, "whatever stands in a site's text: $kind", @bad[0 .. ($#bad < 7 ? $#bad : 7)]);
}

# TSV can be had back, CSV shows what TSV does.
{
	my $file = spill('same', trace(@{ $fields{'Call-ID'}->('a\\b"c,d') }));
	my ($tsv, $csv) = map { scalar `$siperr -f $_ $file` } 'tsv', 'csv';
	my @tsv = map { [ split /\t/, $_, -1 ] } split /\n/, $tsv;
	my $records = csv($csv);
	ok(ref $records && @{ $records->[0] } == @{ $tsv[0] } && "@{ $records->[0] }" eq "@{ $tsv[0] }", 'CSV has the columns of TSV');
	ok($records->[1][15] eq 'a\\b"c,d' && $tsv[1][15] eq 'a\\\\b"c,d', 'and the same values', "$records->[1][15]", $tsv[1][15]);
}

done();

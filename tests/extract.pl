#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# --extract, in TAP: what it writes is read again and tells the same; a capture has right packets at the right times, in the
# order of the trace, and tshark, where there is one, reads each message whole; filters choose; a file that can't be written,
# or is read, is refused.
use strict;
use warnings;
use FindBin '$Bin';
use JSON::PP;
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
chdir $folder or die "$folder: $!\n";
my $json = JSON::PP->new->utf8;

sub run { my ($args) = @_; my $out = `siperr $args 2>stderr`; return ($out, $? >> 8) }
sub lines { return map { $json->decode($_) } split /\n/, slurp($_[0]) }

# A call: its messages, in which %h stands for what a header adds.
sub call {
	my ($id, $code, $phrase, %more) = @_;
	my $via = $more{via} // '192.0.2.10:5060';
	my $transport = $more{transport} // 'UDP';
	my $head = sub { my ($cseq, $tag, $more) = @_; "Via: SIP/2.0/$transport $via;branch=z9hG4bK$id\nFrom: <sip:alice\@example.org>;tag=1\nTo: <sip:bob\@example.org>$tag\n" .
	    "Call-ID: $id\@host\nCSeq: 1 $cseq\n$more" };
	my $body = $more{body} // '';
	my $wire = $body =~ s/\r?\n/\r\n/gr;
	return ("INVITE sip:bob\@example.org SIP/2.0\n" . $head->('INVITE', '', "Contact: <sip:alice\@$via>\nMax-Forwards: 70\nContent-Type: application/sdp\nContent-Length: " . length($wire) . "\n\n") . $body,
	    "SIP/2.0 $code $phrase\n" . $head->('INVITE', ';tag=2', "Content-Length: 0\n\n"),
	    "ACK sip:bob\@example.org SIP/2.0\n" . $head->('ACK', ';tag=2', "Max-Forwards: 70\nContent-Length: 0\n\n"));
}

my $sdp = "v=0\no=- 1 1 IN IP4 192.0.2.10\ns=-\nc=IN IP4 192.0.2.10\nt=0 0\nm=audio 4000 RTP/AVP 8\n";

# As a program logs them: times, addresses.
sub logged {
	my ($start, @messages) = @_;
	my ($n, $out) = (0, '');
	for (@messages) {
		my ($from, $to) = /^SIP/ ? ('192.0.2.20:5060', '192.0.2.10:5060') : ('192.0.2.10:5060', '192.0.2.20:5060');
		$out .= sprintf "2026-03-01 10:%s:%02d.250000 %s -> %s\n%s", $start, $n++, $from, $to, $_;
	}
	return $out;
}

# The packets of a capture: time, addresses, protocol, ports, payload, and what is wrong with them.
sub sum16 { my ($bytes) = @_; $bytes .= "\0" if length($bytes) % 2; my $s = 0; $s += $_ for unpack 'n*', $bytes; $s = ($s & 0xffff) + ($s >> 16) while $s >> 16; return $s }
sub packets {
	my $all = slurp($_[0]);
	my ($magic, $major, $minor, undef, undef, undef, $link) = unpack 'VvvVVVV', $all;
	return { wrong => 'no capture of IP' } unless $magic == 0xa1b2c3d4 && $major == 2 && $minor == 4 && $link == 101;
	my @out;
	for (my $at = 24; $at < length $all; ) {
		my ($s, $us, $n, $orig) = unpack 'VVVV', substr $all, $at, 16;
		my $ip = substr $all, $at + 16, $n;
		$at += 16 + $n;
		my %p = (time => $s + $us / 1e6, cut => $orig - $n, wrong => '');
		my ($pseudo, $inner, $length);
		if (ord($ip) >> 4 == 4) {
			$length = unpack('n', substr $ip, 2, 2) - 20;
			$p{wrong} .= ' checksum of IP' if sum16(substr $ip, 0, 20) != 0xffff;
			($p{src}, $p{dst}) = map { join '.', unpack 'C4', substr $ip, $_, 4 } 12, 16;
			$p{protocol} = ord substr $ip, 9, 1;
			$inner = substr $ip, 20;
			$pseudo = substr($ip, 12, 8) . pack 'nn', $p{protocol}, $length;
		} else {
			$length = unpack 'n', substr $ip, 4, 2;
			($p{src}, $p{dst}) = map { unpack 'H32', substr $ip, $_, 16 } 8, 24;
			$p{protocol} = ord substr $ip, 6, 1;
			$inner = substr $ip, 40;
			$pseudo = substr($ip, 8, 32) . pack 'NN', $length, $p{protocol};
		}
		$p{wrong} .= ' length' if $length != length($inner) + $p{cut};
		($p{sport}, $p{dport}) = unpack 'nn', $inner;
		$p{wrong} .= ' checksum' if !$p{cut} && sum16($pseudo . $inner) != 0xffff;
		$p{seq} = unpack 'N', substr $inner, 4, 4 if $p{protocol} == 6;
		$p{payload} = substr $inner, $p{protocol} == 6 ? 20 : 8;
		push @out, \%p;
	}
	return @out;
}

# What is found, but for where it stands.
sub findings { my ($args) = @_; my ($out) = run("-f json $args"); return join "\n", sort map { my $f = $json->decode($_); join ' ', $f->{id}, $f->{cause}{id} // '', $f->{call}{call_id} // '' } split /\n/, $out }

my @calls = (logged('00', call('a1', 486, 'Busy Here', body => $sdp)), logged('01', call('b2', 404, 'Not Found')), logged('02', call('c3', 503, 'Service Unavailable')));
my $log = spill('trace.log', join '', @calls);
my $bare = spill('bare.txt', join "\n", call('d4', 486, 'Busy Here', body => $sdp, via => '10.1.2.3:5062'), call('e5', 488, 'Not Acceptable Here', body => $sdp =~ s/192\.0\.2\.10/10.1.2.3/gr, via => 'pc33.example.org'));
my $six = spill('six.log', logged('03', call('f6', 480, 'Temporarily Unavailable', via => '[2001:db8::10]:5060')) =~ s/192\.0\.2\.(\d+):/[2001:db8::$1]:/gr);
my $tcp = spill('tcp.log', logged('04', call('g7', 408, 'Request Timeout', transport => 'TCP')));

for my $file ($log, $bare, $six, $tcp) {
	for my $out ('out.pcap', 'out.jsonl') {
		my (undef, $status) = run("-q --extract $out $file");
		my ($before, $after) = (findings($file), findings($out));
		test("$file, by way of $out, tells the same", $status == 0 && $before ne '' && $before eq $after, $before, $after, slurp('stderr'));
	}
	my @bad = grep { $_->{wrong} } packets('out.pcap');
	test("the packets of $file are right", !@bad, map { $_->{wrong} } @bad);
	test("as many packets as lines of JSON: $file", @{ [ packets('out.pcap') ] } == @{ [ lines('out.jsonl') ] });
}

# Of a log: times, addresses, bytes as on the wire.
run("-q --extract out.pcap $log");
my @p = packets('out.pcap');
test('times are kept', abs($p[0]{time} - 1772359200.25) < 1e-4 && abs($p[5]{time} - 1772359262.25) < 1e-4, map { sprintf '%.6f', $_->{time} } @p);
test('addresses and ports are kept', join(' ', map { "$_->{src}:$_->{sport}" } @p[0, 1]) eq '192.0.2.10:5060 192.0.2.20:5060');
test('lines end as on the wire, and Content-Length holds', $p[0]{payload} =~ /Content-Length: (\d+)\r\n\r\n(.*)\z/s && length $2 == $1 && !$p[0]{cut}, $p[0]{payload});
run("-q --extract out.pcap $bare");
@p = packets('out.pcap');
test('without addresses the Via says one; a private network has a private other end', "$p[0]{src}:$p[0]{sport} $p[0]{dst} $p[1]{src} $p[1]{dst}" eq '10.1.2.3:5062 10.203.0.113 10.203.0.113 10.1.2.3', "$p[0]{src} $p[0]{dst}");
test('a Via that says none has one for documentation', $p[3]{src} =~ /^198\.51\.100\./ && $p[3]{dst} eq '203.0.113.1' && $p[4]{dst} eq $p[3]{src}, "$p[3]{src} $p[3]{dst}");
test('without times they follow each other', abs($p[1]{time} - $p[0]{time} - 0.01) < 1e-6);
run("-q --extract out.pcap $six");
test('IPv6', (packets('out.pcap'))[0]{src} eq '20010db8000000000000000000000010');

# Over a connection: sequence numbers go on.
run("-q --extract out.pcap $tcp");
@p = packets('out.pcap');
test('TCP is TCP, and its stream has no gap', $p[0]{protocol} == 6 && $p[2]{seq} == $p[0]{seq} + length $p[0]{payload});
run("-q --extract out.pcap " . spill('tls.log', logged('05', call('h8', 408, 'Request Timeout', transport => 'TLS')) =~ s/192\.0\.2\.20:5060/192.0.2.20:443/gr =~ s/192\.0\.2\.10:5060/192.0.2.10:40000/gr));
@p = packets('out.pcap');
test('what TLS hid stands at the port of plain SIP', $p[0]{protocol} == 6 && $p[0]{dport} == 5060 && $p[0]{sport} == 40000, "$p[0]{sport} $p[0]{dport}");

# A message that ends early, and one as long as can be.
run('-q --extract out.pcap ' . spill('cut.log', substr logged('06', call('i9', 486, 'Busy Here')) . logged('07', (call('j1', 486, 'Busy', body => $sdp x 3))[0]), 0, -150));
@p = packets('out.pcap');
test('a message whose end is missing is one that was cut off', $p[-1]{cut} > 100 && !$p[-1]{wrong}, $p[-1]{cut}, $p[-1]{wrong});
my $long = (call('k2', 486, 'Busy', body => $sdp . ('a=x-filler:' . '0' x 100 . "\n") x 560))[0];
run('-q --extract out.pcap ' . spill('long.log', logged('08', $long)));
@p = packets('out.pcap');
test('a message of 64 KB is whole', length(join '', map { $_->{payload} } @p) > 60000 && !grep({ $_->{wrong} || $_->{cut} } @p), scalar(@p), map { length $_->{payload} } @p);

# Filters; the order of the trace.
my $mixed = spill('mixed.log', logged('10', map { my $i = $_; map { (call("m$_", $_ == 2 ? 404 : 486, 'Busy Here'))[$i] } 1 .. 3 } 0 .. 2));
for my $row ([ '--call m2', 'm2' ], [ '--only code.486', 'm1 m3' ], [ '--only code.404', 'm2' ], [ '--call m1 --call m3', 'm1 m3' ], [ '', 'm1 m2 m3' ]) {
	my ($filter, $want) = @$row;
	run("-q --extract out.pcap $filter $mixed");
	run("-q --extract out.jsonl $filter $mixed");
	my @p = packets('out.pcap');
	my %ids = map { $_->{call_id} =~ s/\@.*//r => 1 } lines('out.jsonl');
	test("the calls of '$filter'", join(' ', sort keys %ids) eq $want && @p == 3 * keys %ids, join(' ', sort keys %ids), scalar(@p));
	my @t = map { $_->{time} } @p;
	test('… stand in the order of the trace', !grep { $t[$_] < $t[$_ - 1] } 1 .. $#t);
}
my @order = map { $_->{call_id} } do { run("-q --extract out.jsonl --only 'code.*' $mixed"); lines('out.jsonl') };
test('lines of chosen calls stand call by call', join(' ', @order) eq join(' ', map { ("m$_\@host") x 3 } 1 .. 3), "@order");
(undef, my $status) = run("--extract out.jsonl --call nobody $mixed");
test('no call is chosen: an empty file, status 1', -z 'out.jsonl' && $status == 1);
run("--extract out.pcap --call nobody $mixed");
test('… or a capture of none', -s 'out.pcap' == 24 && !packets('out.pcap'));

# Lines.
my ($out) = run("--extract - $log");
my ($first) = map { $json->decode($_) } split /\n/, $out;
test('- is stdout, and nothing else is printed', $out =~ tr/\n// == 9 && !grep({ !/^\{"time"/ } split /\n/, $out), $out);
test('what a line says', join(' ', map { $first->{$_} // '-' } qw(time source destination transport call_id start_line)) =~
    m{^2026-03-01T10:00:00\.250000Z? 192\.0\.2\.10:5060 192\.0\.2\.20:5060 (-|udp) a1\@host INVITE sip:bob\@example\.org SIP/2\.0$}, join ' ', %$first);
($out) = run("--extract - " . spill('bytes.txt', "SIP/2.0 486 Busy \xff\xfe\nCall-ID: \xff\nX: \e[31m\nContent-Length: 0\n\n"));
test('any bytes make a line', eval { $json->decode($out) } && $out !~ /[\x00-\x09\x0b-\x1f\x7f]/, $out);
($out, $status) = run('--extract - ' . spill('requests.txt', (call('n1', 200, 'OK'))[0]));
test('messages are an answer, too: status 0', $status == 0 && $out =~ /^\{/, $status, slurp('stderr'));

# Redacted: it is the same trace. What stays is the business of redact.pl.
spill('key', 'correct horse battery staple');
for my $file ($log, $bare, $tcp) {
	my $hidden = findings("--redact-key key $file");
	for my $name ('out.pcap', 'out.jsonl') {
		run("-q --redact-key key --extract $name $file");
		test("$name of $file tells the same under its pseudonyms", $hidden eq findings($name), $hidden, findings($name));
	}
}
run("-q --redact --extract out.pcap $log");
@p = packets('out.pcap');
test('Content-Length is that of what stands there', $p[0]{payload} =~ /Content-Length: (\d+)\r\n\r\n(.*)\z/s && length $2 == $1 && !grep({ $_->{wrong} } @p), $p[0]{payload});

# What can't be.
my $before = slurp($log);
(undef, $status) = run("-q --extract $log $log");
test('a file that is read is not written', $status == 2 && slurp($log) eq $before);
($out, $status) = run("--extract nowhere/x.pcap $log");
test('a file that can\'t be made is trouble, and the rest is told', $status == 2 && $out =~ /486/ && slurp('stderr') =~ /nowhere/);
(undef, $status) = run("--extract /dev/full $log");
test('a disk that is full is trouble', $status == 2 && slurp('stderr') =~ m{/dev/full}, $status, slurp('stderr'));
for my $row ([ '486', 'works only with' ], [ "--summary $log", 'does not go together' ], [ "--check $log", 'does not go together' ], [ "--calls $log", 'does not go together' ], [ '--list codes', 'does not go together' ]) {
	my ($out, $status) = run("--extract - $row->[0]");
	test("--extract - $row->[0] is refused", $status >= 2 && $out . slurp('stderr') =~ /$row->[1]/, $status, $out, slurp('stderr'));
}
(undef, $status) = run("--summary --extract out.pcap $log");
test('a summary and a file go together', $status == 0 && packets('out.pcap') == 9);

# Another reader.
if (`tshark --version 2>/dev/null` =~ /^TShark/) {
	for my $file ($log, $bare, $six, $tcp, 'tls.log', 'long.log') {
		run("-q --extract out.pcap $file");
		run("-q --extract out.jsonl $file");
		my @ids = split /\n/, `tshark -o udp.check_checksum:TRUE -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE -r out.pcap -Y 'sip && !_ws.malformed && !(udp.checksum.status == "Bad") && !(tcp.checksum.status == "Bad")' -T fields -e sip.Call-ID 2>/dev/null`;
		test("tshark reads each message of $file", "@ids" eq join(' ', map { $_->{call_id} } lines('out.jsonl')), "@ids");
	}
} else {
	print "# no tshark: not asked\n";
}
done();

# SPDX-License-Identifier: MIT
# A real browser, Chromium, without a window: what it makes of a page, and what it says about it.
package Browser;
use strict;
use warnings;
use Exporter 'import';
use File::Temp;
use JSON::PP;
use Siperr;

our @EXPORT = qw(browser open_page measure print_page);

my ($browser) = grep { -x } map { my $f = $_; map { "$f/$_" } qw(chromium chromium-browser google-chrome) } split /:/, $ENV{PATH};
my $scratch = File::Temp->newdir;
my $runs = 0;

# Its path; nothing where there is none.
sub browser { return $browser }

my @quiet = qw(--headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --disable-component-update
    --disable-default-apps --disable-sync --no-first-run --disable-extensions --virtual-time-budget=3000 --enable-logging=stderr);

sub run {
	my (@arguments) = @_;
	my $log = "$scratch/net" . ++$runs;
	my $pid = open(my $out, '-|') // die "fork: $!";
	if (!$pid) {
		open STDERR, '>', "$scratch/err" or die;
		exec 'timeout', 120, $browser, @quiet, "--user-data-dir=$scratch/profile", "--log-net-log=$log", @arguments;
	}
	my $text = do { local $/; <$out> } // '';
	close $out;
	my @said = grep { /CONSOLE/ } split /\n/, slurp("$scratch/err");
	# What the browser asks for by itself has no origin; a page from a file has one without a name.
	my %asked = map { /"url":"((?:https?|wss?|ftp):[^"]*)"/ ? ($1 => 1) : () } grep { /"initiator":"(?:null|file:[^"]*)"/ } split /\n/, slurp($log);
	unlink $log;
	return { dom => $text, said => \@said, asked => [ sort keys %asked ] };
}

sub scheme { return $_[0] ? '--blink-settings=preferredColorScheme=' . ($_[0] eq 'dark' ? 0 : 1) : () }

# A file's page: its document when all has run, what the console says, what it asked the network for.
sub open_page {
	my ($address, %more) = @_;
	return run(scheme($more{scheme}), '--window-size=1280,1000', '--dump-dom', $address =~ /^file:/ ? $address : "file://$address");
}

# What a script of the test's own returns of a page, which has its policy widened for it, in a frame as wide as asked.
sub measure {
	my ($page, $script, %more) = @_;
	my $run = "<script>(function () { var said; try { said = (function () { $script })(); } catch (e) { said = 'failed: ' + e; }" .
	    " parent.document.body.dataset.said = JSON.stringify(said); }());</script>";
	my $width = $more{width} // 1200;
	$page =~ s/default-src 'none'/default-src 'none'; script-src 'unsafe-inline'/;
	$page =~ s{</body>}{$run</body>};
	$page =~ s/&/&amp;/g;
	$page =~ s/"/&quot;/g;
	my $file = spill("$scratch/measure.html", '<!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><body>' .
	    qq(<iframe width="$width" height="2000" style="border:0" srcdoc="$page"></iframe>));
	my $seen = run(scheme($more{scheme}), '--window-size=1300,2100', '--dump-dom', "file://$file");
	my ($said) = $seen->{dom} =~ /data-said="([^"]*)"/;
	return "nothing was measured: @{$seen->{said}}" unless defined $said;
	my %named = (quot => '"', lt => '<', gt => '>', amp => '&');
	$said =~ s/&(quot|lt|gt|amp);/$named{$1}/g;
	return JSON::PP->new->utf8->allow_nonref->decode($said);
}

# The page on paper, as text; nothing where it can't be read.
sub print_page {
	my ($file) = @_;
	run('--no-pdf-header-footer', "--print-to-pdf=$scratch/page.pdf", "file://$file");
	my $text = `pdftotext -layout $scratch/page.pdf - 2>/dev/null`;
	return $? == 0 ? $text : undef;
}

1;

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What a terminal shows, as a picture (SVG) to stdout: picture.pl COMMAND. Colours are those of the output; each line is as
# wide as it has columns, whatever the font.
use strict;
use warnings;
use utf8;

my ($command) = @ARGV;
defined $command or die "picture.pl COMMAND\n";
my ($wide, $high, $left, $top) = (8.4, 18, 16, 44);
my %colour = ('1' => '#ffffff', '2' => '#8b949e', '1;31' => '#ff7b72', '1;32' => '#7ee787', '1;33' => '#e3b341', '1;36' => '#79c0ff');

binmode STDOUT, ':encoding(UTF-8)';
open my $out, '-|:encoding(UTF-8)', "$command 2>&1" or die "$command: $!\n";
my @lines = ("\e[2m\$ " . $command =~ s{\S*/(?=siperr)|--color=always |--width \d+ |--lang en }{}gr . "\e[0m", map { s/\n$//r } <$out>);
close $out;

sub plain { my ($text) = @_; return $text =~ s/\e\[[0-9;]*m//gr }
sub escaped { my ($text) = @_; my %mark = ('&' => '&amp;', '<' => '&lt;', '>' => '&gt;'); return $text =~ s/([&<>])/$mark{$1}/gr }

my $columns = (sort { $b <=> $a } map { length plain($_) } @lines)[0];
my ($width, $height) = (int(2 * $left + $columns * $wide + 1), $top + $high * @lines + 8);
print qq(<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img">\n),
    qq(<rect width="$width" height="$height" rx="8" fill="#0d1117"/>\n),
    map({ my ($x, $fill) = @$_; qq(<circle cx="$x" cy="18" r="6" fill="$fill"/>\n) } [ 20, '#ff5f56' ], [ 40, '#ffbd2e' ], [ 60, '#27c93f' ]),
    qq(<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#d0d7de">\n);
for my $i (0 .. $#lines) {
	my ($column, $fill) = (0, undef);
	my $y = $top + $high * $i;
	for my $piece (split /(\e\[[0-9;]*m)/, $lines[$i]) {
		if ($piece =~ /^\e\[([0-9;]*)m$/) {
			$fill = $colour{$1};
			next;
		}
		for my $run (split /( {2,})/, $piece) {
			if ($run =~ /\S/) {
				my $n = length $run;
				printf qq(<text x="%.1f" y="%d" textLength="%.1f"%s xml:space="preserve">%s</text>\n), $left + $column * $wide, $y,
				    $n * $wide, $fill ? qq( fill="$fill") : '', escaped($run);
			}
			$column += length $run;
		}
	}
}
print "</g>\n</svg>\n";

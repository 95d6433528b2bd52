# SPDX-License-Identifier: MIT
# What the tests in Perl have in common: the program under test, an empty place to try it in, and results in TAP.
package Siperr;
use strict;
use warnings;
use Cwd 'abs_path';
use Exporter 'import';
use File::Basename;
use File::Temp;

our @EXPORT = qw($root $siperr apart test done slurp spill);

# The folder of the project, and the program: SIPERR says which.
our $root = dirname(dirname(dirname(abs_path(__FILE__))));
our $siperr = $ENV{SIPERR} ? abs_path($ENV{SIPERR}) : "$root/siperr";

# An empty folder, which goes away at the end, and an environment in which nobody has wishes; `siperr` is the program.
sub apart {
	my (%more) = @_;
	my $folder = File::Temp->newdir;
	mkdir "$folder/.bin" or die "$folder: $!\n";
	symlink $siperr, "$folder/.bin/siperr" or die "$siperr: $!\n";
	delete @ENV{grep { /^(LC_|LANG|SIPERR|NO_COLOR|COLUMNS|XDG_)/ } keys %ENV};
	%ENV = (%ENV, PATH => "$folder/.bin:$ENV{PATH}", LC_ALL => 'C.UTF-8', TERM => 'dumb', TZ => 'UTC', HOME => "$folder", %more);
	return $folder;
}

my ($count, $failed) = (0, 0);

# The notes are for a test that fails. Name and result are scalars: a match that fails is no empty list.
sub test($$;@) {
	my ($name, $holds, @notes) = @_;
	$count++;
	$failed++ unless $holds;
	printf "%sok %d - %s\n", $holds ? '' : 'not ', $count, $name;
	return if $holds;
	for my $note (grep { defined } @notes) {
		utf8::encode($note) if utf8::is_utf8($note);
		print map { "# $_\n" } split /\n/, $note;
	}
}

# The plan; ends the program. What tests nothing has failed.
sub done {
	chdir '/';	# a folder in which somebody stands can't be removed
	print "1..$count\n";
	exit($failed || !$count ? 1 : 0);
}

# A file's bytes; nothing where there is none. Its name, once it is written.
sub slurp { open my $f, '<:raw', $_[0] or return ''; local $/; return <$f> // '' }
sub spill { my ($name, $text) = @_; open my $f, '>:raw', $name or die "$name: $!\n"; print $f $text; close $f; return $name }

1;

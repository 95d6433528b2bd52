#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The picture in README.md shows what the program prints, in TAP; make picture draws it anew.
use strict;
use warnings;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

my $folder = apart();
test('doc/siperr.svg is what siperr prints', slurp_command() eq slurp("$root/doc/siperr.svg"), 'make picture draws it anew');
test('README.md shows it', slurp("$root/README.md") =~ m{!\[[^\]]+\]\(doc/siperr\.svg\)});
done();

sub slurp_command { return scalar `cd '$root/tests/readme' && $^X '$root/src/tools/picture.pl' 'siperr --color=always --width 90 --lang en --ladder trace.txt'` }

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# Every source file names its licence, that of LICENSE, at its head, in TAP.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use Test::More;

my $root = dirname(dirname(abs_path($0)));

sub slurp
{
	my ($path) = @_;
	local $/;
	open my $file, '<', $path or die "$path: $!\n";
	return <$file>;
}

my ($name) = slurp("$root/LICENSE") =~ /^(\w+) License$/m;
is($name, 'MIT', 'LICENSE is one with an identifier');
my @files = map { glob "$root/$_" } 'Makefile', 'src/{*,*/*,*/*/*}.{c,h,def,mk,pl}', 'tests/{*,*/*}.{c,h,mk,pl,pm}';
ok(@files > 300, 'there are sources');
my @without = grep { slurp($_) !~ m{\A(?:#![^\n]*\n)?(?:/\*|//|#) SPDX-License-Identifier: \Q$name\E\b} } @files;
ok(!@without, 'each begins with SPDX-License-Identifier') or diag(map { "$_\n" } @without);
done_testing();

#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# The program is built as the Makefile says it is, in TAP: what the linker was told is read back with readelf, what the
# compiler was told by the functions that our own objects call. Sanitized flavours are built without.
use strict;
use warnings;
use File::Basename;
use File::Find;
use FindBin '$Bin';
use lib "$Bin/lib";
use Siperr;

$ENV{SIPERR} or die "SIPERR: which program?\n";

sub readelf {
	my ($options) = @_;
	my $out = `LC_ALL=C readelf $options '$siperr' 2>/dev/null`;
	return $? == 0 ? $out : undef;
}

my $symbols = readelf('-sW');
if (!defined $symbols || $symbols =~ /__(?:asan|tsan|ubsan)_/) {
	print '1..0 # SKIP ', defined $symbols ? 'a sanitized build' : 'no readelf', "\n";
	exit 0;
}
my $parts = readelf('-lW');
my $dynamic = readelf('-dW');
my ($stack) = $parts =~ /GNU_STACK\s+(?:0x\S+\s+){5}(\S+)/;
test('position independent', $dynamic =~ /FLAGS_1.*\bPIE\b/);
test('the stack holds no code', defined $stack && $stack !~ /E/);
test('no part is both written and run', $parts !~ /LOAD\s+(?:0x\S+\s+){5}RWE/);
test('tables of addresses are read-only …', $parts =~ /GNU_RELRO/);
test('… and filled before main', $dynamic =~ /BIND_NOW|FLAGS_1.*\bNOW\b/);
test('no code is changed at start', $dynamic !~ /TEXTREL/);
test('no library is looked for beside the program', $dynamic !~ /\((?:RPATH|RUNPATH)\)/);

my %calls;
find(sub {
	return unless /\.o$/;
	my $called = `nm -u '$_'`;
	$calls{$1}++ while $called =~ /^\s+U (\w+)$/mg;
}, dirname($siperr) . '/obj');
test('a stack that was written over is noticed', ($calls{__stack_chk_fail} // 0) > 20);
test('copies are held to the size of their target', ($calls{__snprintf_chk} // 0) > 5);
done();

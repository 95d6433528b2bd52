#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# What leaves the house, in TAP: the tarball, which builds to the same bytes in another folder and packs itself again;
# install and uninstall; the static program; the Debian package, where Debian's tools are there.
use strict;
use warnings;
use Cwd 'abs_path';
use File::Basename;
use File::Find;
use File::Temp;
use Test::More;

my $root = dirname(dirname(dirname(abs_path($0))));
my $siperr = abs_path($ENV{SIPERR} // die "SIPERR: which program?\n");
my $static = abs_path($ENV{STATIC} // die "STATIC: which one is static?\n");
my $folder = File::Temp->newdir;
my $make = 'make -s -j' . (`nproc` + 0);
delete @ENV{qw(MAKEFLAGS MFLAGS MAKELEVEL)};

sub run {
	my ($what, $command) = @_;
	my $out = `($command) 2>&1`;
	return ok($? == 0, $what) || (diag(substr $out, -2000), 0);
}

sub slurp {
	my ($path) = @_;
	local $/;
	open my $file, '<:raw', $path or die "$path: $!\n";
	return <$file>;
}

# Files below a folder, by their names there.
sub files {
	my ($top) = @_;
	my @found;
	find({ no_chdir => 1, wanted => sub { push @found, substr $File::Find::name, length $top if -f } }, $top);
	return join "\n", sort @found;
}

my ($first, $second) = map { "$folder/$_.tar.gz" } 'first', 'second';
run('a tarball from the checkout', "cd '$root' && $make dist DIST='$first'");
mkdir "$folder/elsewhere";
run('unpacked', "tar xzf '$first' -C '$folder/elsewhere'");
my ($tree) = glob "$folder/elsewhere/siperr-*";
run('built in another folder', "cd '$tree' && $make");
ok(slurp("$tree/siperr") eq slurp($siperr), 'the same bytes as in this one');
run('a tarball from the tarball', "cd '$tree' && $make dist DIST='$second'");
is(`tar tzf '$second' | grep -v '/\$' | sort`, `tar tzf '$first' | grep -v '/\$' | sort`, 'with the same files');

run('installed', "cd '$tree' && $make install PREFIX=/usr DESTDIR='$folder/image'");
like(files("$folder/image"), qr{^/usr/bin/siperr\n.*^/usr/share/man/man1/siperr\.1\n}ms, 'the program and its manual are there');
run('uninstalled', "cd '$tree' && $make uninstall PREFIX=/usr DESTDIR='$folder/image'");
is(files("$folder/image"), '', 'nothing is left');

like(`LC_ALL=C ldd '$static' 2>&1`, qr/statically linked|not a dynamic/, 'the static program needs no library');
my $capture = "$folder/trace.pcap";
run('a capture', "'$root/build/bench/generate' pcap 1 > '$capture' && gzip -k '$capture' && xz -k '$capture' && zstd -q '$capture'");
for my $arguments ('486 "Busy Here" --lang ru', '-k "нет ответа"', map { "--format json '$capture$_'" } '', '.gz', '.xz', '.zst') {
	is(scalar `LC_ALL=C.UTF-8 '$static' $arguments 2>&1`, scalar `LC_ALL=C.UTF-8 '$siperr' $arguments 2>&1`, "it answers the same: $arguments");
}

SKIP: {
	skip 'no dpkg-buildpackage or lintian here', 4 if system('command -v dpkg-buildpackage lintian >/dev/null 2>&1');
	run('a Debian package', "mkdir '$folder/deb' && tar xzf '$first' -C '$folder/deb' && cd '$folder'/deb/siperr-* && " .
	    'DEB_BUILD_OPTIONS=nocheck dpkg-buildpackage -us -uc -b');
	my $said = `cd '$folder/deb' && lintian --allow-root --fail-on error,warning,info *.changes 2>&1`;
	ok($? == 0, 'lintian has nothing to say') or diag($said);
	run('unpacked', "dpkg-deb -x '$folder'/deb/siperr_*.deb '$folder/system'");
	run('its own test passes', "cd '$tree' && PATH='$folder/system/usr/bin':\$PATH debian/tests/look-up");
}
done_testing();

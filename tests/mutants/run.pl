#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# make mutants: small faults planted in the code one by one, and which of them no test sees.
#
#   run.pl [-n COUNT] [-s SEED] [-j JOBS] [-o PATTERN] [-f FROM] [-t COMMAND] [-v] [-l] [FILE[:LINE] …]
#
#   -n -s   how many faults, and which: the same seed chooses the same ones
#   -o      only those whose “FILE:LINE KIND” the pattern matches
#   -f      without the first FROM of them, where it is run in parts
#   -j      at the same time
#   -t      a further test: what lives goes through this command, too, which finds the program in SIPERR (traces with
#           known answers, say); what dies there only is counted by itself
#   -v      tell of each when it is tried; twice: the commands as well
#   -l      say which they are, and plant none
#   FILE[:LINE]  all faults of that file or line and none else (with -o: of one kind): whether a new test sees what lived
#
# Faults are made from the source by pattern (a comparison moved by one or turned round, a guard that always holds, an
# early return or a `continue` dropped, && for ||, a limit moved, two rules changing places), COUNT of them chosen by SEED,
# spread evenly over the folders below. Beside them stand those of tests/mutants/list, which always run: one that can't be
# applied any more is an error. tests/mutants/equal names what changes nothing, each with the reason; it is not counted.
#
# All unit tests are linked into one program, so that a fault costs one compilation, one link and the run. What they let
# live goes through the cases of tests/cli as well. Nine of ten must die.
use strict;
use warnings;
use Getopt::Long;
use File::Basename;
use File::Path qw(make_path);

my ($count, $seed, $jobs, $only, $verbose, $from, $list, $further) = (72, 1, 2, undef, 0, 0, 0, undef);
GetOptions('n=i' => \$count, 's=i' => \$seed, 'j=i' => \$jobs, 'o=s' => \$only, 'v+' => \$verbose, 'f=i' => \$from,
	't=s' => \$further, 'l' => \$list) or exit 2;
my $dir = $ENV{MUTANTS_DIR} || 'build/mutants';
my %build = map { $_ => $ENV{"MUTANTS_$_"} // die "make mutants sets MUTANTS_$_\n" } qw(CC CFLAGS LIBS OBJECTS TESTS BUNDLE);
my @objects = split ' ', $build{OBJECTS};
my @tests = map { "$dir/tests/$_.o" } 'main', split ' ', $build{TESTS};

sub slurp { open my $f, '<', $_[0] or die "$_[0]: $!\n"; local $/; my $text = <$f>; $text // '' }
sub spill { make_path(dirname($_[0])); open my $f, '>', $_[0] or die "$_[0]: $!\n"; print $f $_[1]; close $f }
sub run { my ($command) = @_; print "# $command\n" if $verbose > 1; return system("$command > $dir/out.$$ 2>&1") == 0 }

# ---- faults ----

my @kinds = (
	# name, what is replaced, by what
	[ 'edge', qr/(?<![<>=!-])<(?![<=])(?= )/, '<=' ], [ 'edge', qr/(?<= )<=(?= )/, '<' ],
	[ 'edge', qr/(?<![<>=-])>(?![>=])(?= )/, '>=' ], [ 'edge', qr/(?<= )>=(?= )/, '>' ],
	[ 'equal', qr/(?<= )==(?= )/, '!=' ], [ 'equal', qr/(?<= )!=(?= )/, '==' ],
	[ 'logic', qr/&&/, '||' ], [ 'logic', qr/\|\|/, '&&' ],
	[ 'not', qr/(?<=[( ])!(?=[a-zA-Z(])/, '' ],
	[ 'continue', qr/\bcontinue;/, ';' ],
	[ 'early', qr/^\t\treturn (?:true|false|NULL|0);/, "\t\t;" ],
	[ 'answer', qr/\breturn true;/, 'return false;' ], [ 'answer', qr/\breturn false;/, 'return true;' ],
	[ 'guard', qr/\b(?:HOLDS|ENOUGH|MORE|AT_MOST|BELOW)(\((?:[^()]++|(?1))*+\))/, sub { "($_[0] || true)" } ],
	[ 'less', qr/\.is_mild = |CONFIDENCE_LIKELY|CONFIDENCE_POSSIBLE/, sub { $_[0] =~ /mild/ ? '.is_mild = !' : 'CONFIDENCE_PROVEN' } ],
);

# Where a fault says nothing: loops that only walk, what is printed, comments, declarations.
sub is_code {
	my ($line) = @_;
	return 0 if $line !~ /^\t/ || $line =~ m{^\s*(?:/?\*|//|#|for \(|while \(|case |default:|assert)};
	return 0 if $line =~ m{^\s*(?:HOLDS|ENOUGH)\(.*\);};	# only taken down
	return 0 if $line =~ m{\b(?:SAY|SAY_FLOW|finding_evidence|evidence_at|verdict_header)\b};
	return $line =~ /\b(?:if|return|continue)\b|&&|\|\||\?|HOLDS|ENOUGH|MORE|AT_MOST|BELOW|CONFIDENCE|is_mild/;
}

sub faults_in {
	my ($file) = @_;
	my @lines = split /^/, slurp($file);
	my @faults;
	for my $n (0 .. $#lines) {
		next unless is_code($lines[$n]);
		(my $bare = $lines[$n]) =~ s{/\*.*}{};
		$bare =~ s/"(?:[^"\\]|\\.)*"/'"' . ('_' x (length($&) - 2)) . '"'/ge;
		$bare =~ s/'(?:[^'\\]|\\.)'/'_' x length($&)/ge;
		for my $kind (@kinds) {
			my ($name, $what, $by) = @$kind;
			while ($bare =~ /$what/g) {
				my ($from, $length) = ($-[0], $+[0] - $-[0]);
				my $was = substr($lines[$n], $from, $length);
				my $text = $lines[$n];
				substr($text, $from, $length) = ref $by ? $by->($was) : $by;
				push @faults, { file => $file, line => $n + 1, name => $name, text => $text };
			}
		}
	}
	return @faults;
}

# A row of rules.def and the next one change places: the precedence of headlines.
sub swaps_in {
	my ($file) = @_;
	my @lines = split /^/, slurp($file);
	my @rows = grep { $lines[$_] =~ /^(?:RULE|GUESS)\(/ } 0 .. $#lines;
	return map { { file => $file, line => $rows[$_] + 1, name => 'tie', swap => $rows[$_ + 1] + 1 } } 0 .. $#rows - 1;
}

sub limits_in {
	my ($file) = @_;
	my @lines = split /^/, slurp($file);
	my @faults;
	for my $n (0 .. $#lines) {
		my ($head, $kind, $value) = $lines[$n] =~ /^(LIMIT_(TIME|COUNT)\(\w+, )([\d.]+)/ or next;
		my $text = $head . ($kind eq 'TIME' ? $value + 0.001 : $value + 1) . substr($lines[$n], length($head) + length $value);
		push @faults, { file => $file, line => $n + 1, name => 'limit', text => $text };
	}
	return @faults;
}

sub folder_of { my ($file) = @_; return $file =~ m{^src/(diagnose/\w+|\w+)/} ? $1 : 'diagnose' }

# The same choice on every machine: a small generator of our own.
my $state = 2463534242 ^ ($seed * 2654435761 & 0xffffffff);
sub any { my ($n) = @_; $state ^= ($state << 13) & 0xffffffff; $state ^= $state >> 17; $state ^= ($state << 5) & 0xffffffff; return $state % $n }

sub choose {
	my %by_folder;
	for my $file (sort glob('src/diagnose/rules/*.c src/diagnose/calls/*.c src/diagnose/message/*.c src/diagnose/judge*.c src/diagnose/story.c'),
	    sort glob('src/diagnose/alone.c src/sip/*.c src/input/packet/icmp.c src/input/packet/tcp_ends.c src/input/packet/dns.c src/input/packet/tls.c src/input/packet/flows.c src/input/frame/witness.c')) {
		next if $file =~ m{sip/osip\.c|moment\.c};
		push @{$by_folder{folder_of($file)}}, faults_in($file);
	}
	push @{$by_folder{ties}}, swaps_in('src/diagnose/rules/rules.def');
	push @{$by_folder{limits}}, limits_in('src/diagnose/calls/limits.def');
	# Rules are most of it, and most of what can go wrong.
	my %share = ('diagnose/rules' => 10, 'diagnose/calls' => 4, 'diagnose/message' => 3, diagnose => 2, sip => 2, input => 2, ties => 1, limits => 1);
	my ($total, @chosen) = (0);
	$total += $_ for values %share;
	for my $folder (sort keys %share) {
		my @all = @{$by_folder{$folder} || []};
		for (1 .. int($count * $share{$folder} / $total + 0.5)) {
			push @chosen, splice @all, any(scalar @all), 1 if @all;
		}
	}
	return @chosen;
}

sub faults_at {
	my ($file, $line) = @_;
	my @faults = grep { !defined $line || $_->{line} == $line } faults_in($file), swaps_in($file), limits_in($file);
	die "no fault is made of $file" . (defined $line ? ":$line\n" : "\n") unless @faults;
	return @faults;
}

# file: a piece of one line => what stands in its place
sub listed {
	my ($path) = @_;
	my @faults;
	return () unless -e $path;
	for (split /\n/, slurp($path)) {
		next if /^\s*(?:#|$)/;
		my ($file, $from, $to) = /^(\S+): (.*) => (.*)$/ or die "$path: what is “$_”?\n";
		my @lines = split /^/, slurp($file);
		my @at = grep { index($lines[$_], $from) >= 0 } 0 .. $#lines;
		die "$path: “$from” stands " . @at . " times in $file\n" unless @at == 1;
		my $text = $lines[$at[0]];
		substr($text, index($text, $from), length $from) = $to;
		push @faults, { file => $file, line => $at[0] + 1, name => 'list', text => $text };
	}
	return @faults;
}

sub equal {
	my ($path) = @_;
	return {} unless -e $path;
	return { map { s/\t.*//r => 1 } grep { !/^\s*(?:#|$)/ } split /\n/, slurp($path) };
}

# ---- building and running ----

# Objects that see the file.
sub users_of {
	my ($file) = @_;
	return grep { my $d = s/\.o$/.d/r; -e $d && index(slurp($d), " $file") >= 0 } @objects;
}

sub source_of { my ($object) = @_; return 'src/' . ($object =~ s{^.*?/obj/}{}r =~ s/\.o$/.c/r) }

sub plant {
	my ($fault) = @_;
	my @lines = split /^/, slurp($fault->{file});
	if ($fault->{swap}) {
		@lines[$fault->{line} - 1, $fault->{swap} - 1] = @lines[$fault->{swap} - 1, $fault->{line} - 1];
		$fault->{text} = $lines[$fault->{line} - 1];
	} else {
		$lines[$fault->{line} - 1] = $fault->{text};
	}
	return join '', @lines;
}

sub try {
	my ($fault, $place) = @_;
	system("rm -rf $place");
	spill("$place/over/" . ($fault->{file} =~ s{^src/}{}r), plant($fault));
	my %new;
	for my $object (users_of($fault->{file})) {
		my $source = source_of($object);
		my $mutated = "$place/over/" . ($source =~ s{^src/}{}r);
		my $out = "$place/" . ($object =~ s{/}{_}gr);
		return 'unbuilt' unless run("$build{CC} $build{CFLAGS} -I$place/over -Isrc -I" . dirname($source) . " -c -o $out " . (-e $mutated ? $mutated : $source));
		$new{$object} = $out;
	}
	return 'unbuilt' unless %new;
	my @linked = map { $new{$_} // $_ } grep { !m{/main\.o$} } @objects;
	return 'unbuilt' unless run("$build{CC} -o $place/tests @tests @linked $build{BUNDLE} $build{LIBS} -lcmocka");
	return 'dead' unless run("$place/tests");
	my ($main) = map { $new{$_} // $_ } grep { m{/main\.o$} } @objects;
	return 'unbuilt' unless run("$build{CC} -o $place/siperr @linked $main $build{BUNDLE} $build{LIBS}");
	return 'dead' unless run("SIPERR=$place/siperr timeout 120 perl tests/cli.pl");
	return 'further' if defined $further && !run("SIPERR=$place/siperr timeout 300 sh -c '$further'");
	return 'lived';
}

sub shown {
	my ($fault) = @_;
	my @lines = split /^/, slurp($fault->{file});
	my ($was, $before) = @lines[$fault->{line} - 1, $fault->{line} - 2];
	my $is = $fault->{text} // '';
	s/^\s+|\s+$//g for $was, $is, $before;
	$was = "$before $was" if $was =~ /^(?:return \w+|continue);$/;	# says little by itself
	return ("$fault->{file}: $was => $is", $fault);
}

my $equal = equal('tests/mutants/equal');
my @faults = (listed('tests/mutants/list'), choose());
@faults = map { faults_at(/^(\S+?)(?::(\d+))?$/) } @ARGV if @ARGV;
@faults = grep { "$_->{file}:$_->{line} $_->{name}" =~ /$only/ } @faults if defined $only;
splice @faults, 0, $from;	# the rest of them, where it is run in parts
if ($list) {
	plant($_) && printf "%s:%d %s: %s\n", $_->{file}, $_->{line}, $_->{name}, (shown($_))[0] =~ s/^\S+: //r for @faults;
	exit 0;
}
die "# before anything is planted, $dir/tests-clean fails: " . (slurp("$dir/out.$$") =~ /(\w+ fails)\n\z/)[0] . "\n"
    unless run("$dir/tests-clean");

# Each job takes every so-many-th and writes what became of it.
my @workers;
for my $job (0 .. $jobs - 1) {
	my $pid = fork // die "fork: $!\n";
	push @workers, $pid and next if $pid;
	open my $out, '>', "$dir/result.$job" or die "$dir/result.$job: $!\n";
	$out->autoflush;
	for (my $i = $job; $i < @faults; $i += $jobs) {
		my $result = try($faults[$i], "$dir/job$job");
		my ($line) = shown($faults[$i]);
		unlink "$dir/out.$$";
		print $out "$i\t$result\n";
		printf "%-7s %s:%d %s\n", $result, $faults[$i]{file}, $faults[$i]{line}, $line =~ s/^\S+: //r if $verbose;
	}
	exit 0;
}
waitpid $_, 0 for @workers;
my %count = (dead => 0, further => 0, lived => 0, unbuilt => 0, equal => 0);
my @lived;
for my $job (0 .. $jobs - 1) {
	for (split /\n/, slurp("$dir/result.$job")) {
		my ($i, $result) = split /\t/;
		my ($line) = plant($faults[$i]) && shown($faults[$i]);
		$result = 'equal' if $result eq 'lived' && $equal->{$line};
		$count{$result}++;
		push @lived, sprintf "%s: %s:%d: %s", $result, $faults[$i]{file}, $faults[$i]{line}, $line =~ s/^\S+: //r
		    if $result =~ /^(?:lived|unbuilt)$/;
	}
}
print "$_\n" for sort @lived;
my $died = $count{dead} + $count{further};
my $tried = $died + $count{lived};
printf "%d of %d died (%.0f %%), %d of them in the further test only; %d change nothing, %d did not build\n", $died, $tried,
    100 * $died / ($tried || 1), $count{further}, $count{equal}, $count{unbuilt};
exit($died * 10 >= $tried * 9 ? 0 : 1);

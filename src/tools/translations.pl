#!/usr/bin/env perl
# SPDX-License-Identifier: MIT
# How far each language is, by comparing locales/<language> with locales/en, text by text:
#
#   missing   not there, or without a part that the English one has
#   copied    English words stand there: as good as missing
#   stale     the English text has changed since, and the translation has not
#   done      all others
#
# locales/<language>/made-from.lst keeps, for each text, a hash of the English one it was made from and a hash of the
# translation: where only the first differs, the translation has not followed.
#
#   translations.pl                     tell, and keep what is done
#   translations.pl --list TAG          also name each text of this language that is not done
#   translations.pl --name TAG          the same, but change no file
#   translations.pl --accept TAG ID …   these translations still say what the English ones say: they are no longer stale
#   translations.pl --check             tell, change no file
#   translations.pl --release           tell, change no file; exit status 1 when anything is left to do
use strict;
use warnings;
use Digest::SHA 'sha1_hex';
use File::Basename;
use FindBin '$Bin';
use lib $Bin;
use Texts qw(slurp language);

my $records = 'made-from.lst';

sub hash_of
{
	my ($parts) = @_;
	return substr sha1_hex(join "\x1e", map { join "\x1f", $_, @{ $parts->{$_} } } sort keys %$parts), 0, 8;
}

# What a product writes itself, in English for everybody.
my %verbatim = map { $_ => 1 } 'Not in batch (Microsoft)', '531052: blackhole media';

# Tokens stay as they are in any language: arguments, code in backquotes, names with a digit, a capital or a sign
# within, single words. Two words of small letters beside each other are English.
sub has_english
{
	my ($text) = @_;
	return 0 if $verbatim{$text};
	$text =~ s/\{\d[^{}]*\}|`[^`]*`/ | /g;
	return $text =~ /(?<!\S)[A-Za-z]?[a-z]+ [a-z]+(?!\S)/;
}

sub is_copied
{
	my ($english, $ours) = @_;
	for my $path (keys %$ours) {
		my %english = map { $_ => 1 } @{ $english->{$path} // [] };
		return 1 if grep { $english{$_} && has_english($_) } @{ $ours->{$path} };
	}
	return 0;
}

sub state_of
{
	my ($english, $ours, $record) = @_;
	return 'missing' if !$ours || grep { !$ours->{$_} } keys %$english;
	return 'copied' if is_copied($english, $ours);
	return 'done' unless $record;
	return $record->[0] ne hash_of($english) && $record->[1] eq hash_of($ours) ? 'stale' : 'done';
}

sub read_records
{
	my ($folder) = @_;
	return {} unless -e "$folder/$records";
	return { map { my ($name, @hashes) = split ' '; $name => \@hashes } grep { !/^#/ } split /\n/, slurp("$folder/$records") };
}

# What is done is made from the English text of today; what is stale keeps what it was made from.
sub write_records
{
	my ($folder, $english, $ours, $states, $kept) = @_;
	my %new;
	for my $family (keys %$english) {
		for my $name (keys %{ $english->{$family} }) {
			if ($states->{$family}{$name} eq 'done') {
				$new{$name} = [ hash_of($english->{$family}{$name}), hash_of($ours->{$family}{$name}) ];
			} elsif ($kept->{$name}) {
				$new{$name} = $kept->{$name};
			}
		}
	}
	my $text = join '', "# Which English text each translation was made from; written by make translations.\n",
		map { "$_ $new{$_}[0] $new{$_}[1]\n" } sort keys %new;
	return if -e "$folder/$records" && slurp("$folder/$records") eq $text;
	open my $file, '>', "$folder/$records" or die "$folder/$records: $!\n";
	print $file $text;
	close $file or die "$folder/$records: $!\n";
}

my ($root, $mode, @rest) = ('locales', '');
while (@ARGV) {
	my $option = shift;
	if ($option eq '--root') { $root = shift }
	elsif ($option =~ /^--(check|release|list|name|accept)$/) { $mode = $1; @rest = splice @ARGV }
	else { die "translations.pl: what is $option?\n" }
}
my $english = language("$root/en");
my @families = sort keys %$english;
my @states = qw(done missing stale copied);
my $left = 0;

printf "%-10s %-10s %8s %8s %8s %8s\n", 'language', 'texts', @states;
for my $folder (glob "$root/*/") {
	$folder =~ s{/$}{};
	my $tag = basename($folder);
	next if $tag eq 'en';
	my ($ours, $kept) = (language($folder), read_records($folder));
	if ($mode eq 'accept' && $rest[0] eq $tag) {
		delete @$kept{ @rest[1 .. $#rest] };
	}
	my (%of, %total);
	for my $family (@families) {
		my %count;
		for my $name (sort keys %{ $english->{$family} }) {
			my $state = $of{$family}{$name} = state_of($english->{$family}{$name}, $ours->{$family}{$name}, $kept->{$name});
			$count{$state}++;
			$total{$state}++;
			print "$tag/$family.txt: $name: $state\n"
				if $state ne 'done' && ($mode eq 'release' || $mode =~ /^(?:list|name)$/ && $rest[0] eq $tag);
			if ($mode eq 'release' && $state eq 'done' &&
			    join(' ', @{ $kept->{$name} // [] }) ne hash_of($english->{$family}{$name}) . ' ' . hash_of($ours->{$family}{$name})) {
				print "$tag/$family.txt: $name: not in $records; make translations writes it\n";
				$left++;
			}
		}
		printf "%-10s %-10s %8d %8d %8d %8d\n", $tag, $family, map { $count{$_} // 0 } @states;
	}
	printf "%-10s %-10s %8d %8d %8d %8d\n", $tag, 'all', map { $total{$_} // 0 } @states;
	$left += ($total{$_} // 0) for qw(missing stale copied);
	write_records($folder, $english, $ours, \%of, $kept) if $mode !~ /^(?:check|release|name)$/;
}
print "$left to do\n" if $mode eq 'release' && $left;
exit($mode eq 'release' && $left ? 1 : 0);

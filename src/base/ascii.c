/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"

#define SIGN(c) [c] = true
#define LETTER(c) [c] = true, [(c) + ('a' - 'A')] = true

/* A look at it takes less than to work it out: tags and names are looked at byte by byte. */
const bool ascii_token[256] = {
	SIGN('0'), SIGN('1'), SIGN('2'), SIGN('3'), SIGN('4'), SIGN('5'), SIGN('6'), SIGN('7'), SIGN('8'), SIGN('9'),
	LETTER('A'), LETTER('B'), LETTER('C'), LETTER('D'), LETTER('E'), LETTER('F'), LETTER('G'), LETTER('H'), LETTER('I'),
	LETTER('J'), LETTER('K'), LETTER('L'), LETTER('M'), LETTER('N'), LETTER('O'), LETTER('P'), LETTER('Q'), LETTER('R'),
	LETTER('S'), LETTER('T'), LETTER('U'), LETTER('V'), LETTER('W'), LETTER('X'), LETTER('Y'), LETTER('Z'),
	SIGN('-'), SIGN('.'), SIGN('!'), SIGN('%'), SIGN('*'), SIGN('_'), SIGN('+'), SIGN('`'), SIGN('\''), SIGN('~'),
};

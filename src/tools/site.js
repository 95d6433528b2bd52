/* SPDX-License-Identifier: MIT */
/*
 * The search of the site's index: by code, phrase and words, in what words.js brings, which is a list of
 * [id, file, severity, title, phrases, text]. No words of its own: what is said stands in the page.
 */
'use strict';
(function () {
	var most = 30;
	var box = document.getElementById('search'), query = document.getElementById('query');
	var found = document.getElementById('found'), none = document.getElementById('none');

	/* Without marks on letters, in lower case, words divided by one blank. */
	function fold(text) {
		return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/đ/g, 'd').replace(/[^\p{L}\p{N}.+]+/gu, ' ').trim();
	}

	var entries = siperr_words.map(function (row) {
		var phrases = row[4].map(fold);
		return {
			id: row[0], file: row[1], severity: row[2], title: row[3], number: row[0].replace(/^[a-z0-9]+\./, ''),
			phrases: phrases, said: ' ' + phrases.join(' '), named: ' ' + fold(row[3] + ' ' + row[0]), text: ' ' + fold(row[5])
		};
	});

	/* Where a word begins it counts more than within one. */
	function weigh(text, word, weight) {
		return text.indexOf(' ' + word) >= 0 ? weight : text.indexOf(word) >= 0 ? weight / 3 : 0;
	}

	function by_words(entry, words) {
		var sum = 0, hits = 0;
		words.forEach(function (word) {
			var weight = entry.number === word ? 60 : Math.max(weigh(entry.named, word, 12), weigh(entry.said, word, 9), weigh(entry.text, word, 3));
			sum += weight;
			hits += weight > 0;
		});
		return hits * 2 > words.length ? sum * hits / words.length : 0;
	}

	function score(entry, text, words) {
		if (entry.id === text || entry.number === text)
			return 10000;
		if (entry.phrases.indexOf(text) >= 0)
			return 5000;
		if (entry.named.indexOf(' ' + text) === 0)
			return 3000;
		return by_words(entry, words);
	}

	function show(entry) {
		var item = document.createElement('li'), link = document.createElement('a'), code = document.createElement('code');
		item.className = entry.severity;
		link.href = entry.file;
		code.textContent = entry.id;
		link.append(code);
		item.append(link, ' ', entry.title);
		return item;
	}

	function search() {
		var text = fold(query.value), words = text.split(' '), list = [];
		if (text !== '')
			entries.forEach(function (entry, order) {
				var value = score(entry, text, words);
				if (value > 0)
					list.push({ entry: entry, value: value, order: order });
			});
		list.sort(function (a, b) { return b.value - a.value || a.order - b.order; });
		found.replaceChildren.apply(found, list.slice(0, most).map(function (hit) { return show(hit.entry); }));
		none.hidden = text === '' || list.length > 0;
	}

	query.addEventListener('input', search);
	query.value = new URLSearchParams(location.search).get('q') || '';
	box.hidden = false;
	search();
}());

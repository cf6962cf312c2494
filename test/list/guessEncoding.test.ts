import type { CountryCode } from 'libphonenumber-js/max';

import { decoderOf } from '../../nodes/NumberLookup/list/decoder';
import { findEncoding } from '../../nodes/NumberLookup/list/findEncoding';
import { encoded } from './encoded';

const polish = ['Łukasz Żółć', 'Małgorzata Wiśniewska', 'Paweł Dąbrowski', 'Grażyna Kamińska', 'Święty Krzyż'];
const czech = ['Jiří Dvořák', 'Štěpán Říha', 'Božena Němcová', 'Tomáš Novák', 'Žaneta Černá'];
const russian = ['Иван Петров', 'Ольга Смирнова', 'Сергей Кузнецов', 'Наталья Соколова'];
const japanese = ['山田 太郎', '佐藤 ハナコ', '鈴木 イチロー', '東京都'];

const lists: ReadonlyArray<[name: string, words: readonly string[], encoding: string, country: CountryCode | null]> = [
	['Polish', polish, 'windows-1250', null],
	['Polish', polish, 'iso-8859-2', null],
	['Czech', czech, 'windows-1250', null],
	['Hungarian', ['Szabó Győző', 'Kovács Erzsébet', 'Tóth Ágnes', 'Nagy Lőrinc'], 'windows-1250', 'HU'],
	['Russian', russian, 'windows-1251', null],
	['Russian', russian, 'koi8-r', null],
	['Russian', russian, 'ibm866', null],
	['Ukrainian', ['Олена Шевченко', 'Юлія Ковальчук', 'Сергій Їжак', 'Київ'], 'windows-1251', null],
	['Greek', ['Γιώργος Παπαδόπουλος', 'Ελένη Νικολάου', 'Αθήνα', 'Κώστας'], 'windows-1253', null],
	['Turkish', ['Şükrü Yılmaz', 'Ayşe Öztürk', 'Gökhan Çağlar', 'İstanbul'], 'windows-1254', 'TR'],
	['Hebrew', ['דוד כהן', 'שרה לוי', 'תל אביב', 'משה פרץ'], 'windows-1255', null],
	['Arabic', ['محمد علي', 'فاطمة حسن', 'القاهرة', 'خالد إبراهيم'], 'windows-1256', null],
	['Lithuanian', ['Jonas Žukauskas', 'Rūta Šimkutė', 'Eglė Kazlauskienė', 'Panevėžys'], 'windows-1257', 'LT'],
	['Thai', ['สมชาย ใจดี', 'กรุงเทพ', 'สุดา ทองดี'], 'windows-874', null],
	['Simplified Chinese', ['张伟', '王芳', '李娜', '电话', '上海市'], 'gbk', 'CN'],
	['Traditional Chinese', ['陳怡君', '林志明', '臺北市', '電話'], 'big5', null],
	['Japanese', japanese, 'shift_jis', null],
	['Japanese', japanese, 'euc-jp', 'JP'],
	['Korean', ['김민수', '이영희', '서울특별시', '박지성'], 'euc-kr', null],
	['German', ['Jürgen Müller', 'Käthe Größer', 'Björn Weiß', 'Köln'], 'windows-1252', null],
	['German', ['Jürgen Müller', 'Käthe Größer', 'Björn Weiß', 'Köln'], 'macintosh', 'DE'],
	['French', ['François Lefèvre', 'Hélène Gérard', 'Noël Béranger', 'Besançon'], 'windows-1252', 'FR'],
];

/** Most of it is digits and ASCII, as in a list of contacts. */
const listOf = (words: readonly string[]) =>
	[
		'id;name;email;phone;since',
		...words.map((word, row) => `${row};${word};info@acme.example;+4477884504${row}0;2024-01-1${row}`),
	].join('\r\n');

async function found(bytes: Uint8Array, country: CountryCode | null = null) {
	async function* source(): AsyncGenerator<Uint8Array> {
		yield bytes;
	}
	return await findEncoding(source(), null, country);
}

describe('what people’s names are in', () => {
	it.each(lists)('is found out for a few: %s %j in %s, country %s', async (_name, words, encoding, country) => {
		const text = listOf(words);
		const bytes = encoded(text, encoding);
		const { encoding: guessed, hasMark } = await found(bytes, country);
		expect({ text: decoderOf(guessed)(bytes, false), hasMark }).toEqual({ text, hasMark: false });
	});

	it.each([1, 2, 10])('is no certainty for so few as %s letters', async (count) => {
		const { encoding, isSure } = await found(
			encoded(listOf(Array.from({ length: count }, (_, row) => `José ${'abcdefghij'[row]}`)), 'windows-1252'),
		);
		expect({ encoding, isSure }).toEqual({ encoding: 'windows-1252', isSure: false });
	});

	it('is certain for many words of a language of its own', async () => {
		expect(await found(encoded(listOf(russian), 'windows-1251'))).toMatchObject({ isSure: true });
	});

	it('is no certainty where the same bytes are names in Chinese, Japanese and Korean, but for the country', async () => {
		const bytes = encoded(listOf(['张伟明', '王芳', '李娜', '刘洋', '陈静', '杨磊', '赵敏', '上海市']), 'gbk');
		expect(await found(bytes)).toMatchObject({ isSure: false });
		expect(await found(bytes, 'CN')).toEqual({ encoding: 'gb18030', isSure: true, hasMark: false });
	});

	it('shows at the end of a long list, too', async () => {
		const text = `name;phone\r\n${'Ann;+447788450450\r\n'.repeat(10_000)}${polish.join(';1\r\n')}`;
		expect(await found(encoded(text, 'windows-1250'))).toMatchObject({ encoding: 'windows-1250' });
	});

	it('is told by escape sequences where all is ASCII', async () => {
		const bytes = Buffer.from('name,phone\n\x1b$B;3ED\x1b(B,+81312345678\n', 'latin1');
		const { encoding } = await found(bytes);
		expect(decoderOf(encoding)(bytes, false)).toContain('山田');
	});

	it('is UTF-16 without a mark also where letters have a zero byte on the other side', async () => {
		const bytes = Buffer.from('姓名,phone\n一一,+8613812345678\n', 'utf16le');
		expect(await found(bytes)).toMatchObject({ encoding: 'utf-16le' });
		const frequent = Buffer.from(`姓名,phone\n${'王一一一一一一一一,+8613812345678\n'.repeat(20)}`, 'utf16le');
		expect(await found(frequent)).toMatchObject({ encoding: 'utf-16le' });
		expect(await found(frequent.swap16())).toMatchObject({ encoding: 'utf-16be' });
	});

	it.each([
		['little', [0xff, 0xfe, 0, 0]],
		['big', [0, 0, 0xfe, 0xff]],
	])('is said where it cannot be read: UTF-32, %s endian', async (_name, mark) => {
		await expect(found(Uint8Array.from([...mark, 0, 0, 0, 65]))).rejects.toThrow('The list is in UTF-32');
	});
});

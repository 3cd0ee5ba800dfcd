import { planted } from '@bonafide/testing'

const PICTURE = Buffer.from(`a picture ${planted('face')}`).toString('base64')

/** Every operation that an outside register answers, with parameters that it takes. */
export const OUTSIDE_CALLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Id2MetaVerifyIntl: { ProductCode: 'ID_2META', IdentifyNum: planted('110101'), UserName: planted('Anna') },
  Id2MetaPeriodVerifyIntl: {
    ProductCode: 'eKYC_Date_MIN',
    MerchantBizId: 'biz0001',
    DocType: '00000001',
    DocName: planted('Anna'),
    DocNo: planted('110101'),
    ValidityStartDate: '20200101',
    ValidityEndDate: '20300101',
  },
  Mobile2MetaVerifyIntl: {
    ProductCode: 'MOBILE_2META',
    Mobile: planted('138'),
    UserName: planted('Anna'),
    ParamType: 'normal',
  },
  Mobile3MetaVerifyIntl: {
    ProductCode: 'MOBILE_3META',
    Mobile: planted('138'),
    UserName: planted('Anna'),
    IdentifyNum: planted('110101'),
    ParamType: 'normal',
  },
  BankMetaVerifyIntl: {
    ProductCode: 'BANK_CARD_N_META',
    ProductType: 'BANK_CARD_3_META',
    VerifyMode: 'VERIFY_BANK_CARD',
    BankCard: planted('6222'),
    UserName: planted('Anna'),
    IdentifyNum: planted('110101'),
    ParamType: 'md5',
  },
  AddressVerifyIntl: {
    ProductCode: 'ADD_VERIFY_PRO',
    AddressType: '0',
    DefaultCountry: 'USA',
    Mobile: '1',
    Text: planted('MainStreet'),
    VerifyType: 'HOME',
  },
  AddressVerifyV2Intl: { ProductCode: 'ADD_VERIFY_PRO', DeviceToken: 'token', RegCountry: 'USA' },
  IdnAuthorityVerifyIntl: {
    ProductCode: 'IDN_META',
    MerchantBizId: 'biz0001',
    MerchantUserId: planted('user'),
    FullName: planted('Anna'),
    BirthDate: '1990-01-01',
    IdNumber: planted('31'),
    Email: `${planted('anna')}@example.com`,
    Mobile: '+62812345678',
    Timestamp: '1700000000',
    SourceFacePicture: PICTURE,
  },
}

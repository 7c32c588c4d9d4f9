/** What a directory can tell of a person. */
export type DirectoryField =
  | 'name'
  | 'first_name'
  | 'last_name'
  | 'email'
  | 'user_name'
  | 'company'
  | 'phone'
  | 'is_poc'
  | 'poc_name'
  | 'poc_email';

/**
 * Under which names spreadsheets, address books, user directories and help desks export it; in small letters, without
 * spaces and signs. The first name of a list that has a value counts. Names that may mean something else are none for a user
 * name and a point of contact: on these rests what is verified, and who approves.
 */
const names: Readonly<Record<DirectoryField, readonly string[]>> = {
  name: [
    'name',
    'fullname',
    'displayname',
    'contactname',
    'customername',
    'nom',
    'nombre',
    'nome',
    'naam',
    'anzeigename',
  ],
  first_name: ['firstname', 'givenname', 'forename', 'vorname', 'prenom', 'nombredepila', 'voornaam'],
  last_name: [
    'lastname',
    'surname',
    'familyname',
    'sn',
    'nachname',
    'nomdefamille',
    'apellido',
    'apellidos',
    'achternaam',
  ],
  email: [
    'email',
    'emailaddress',
    'mail',
    'mailaddress',
    'emailid',
    'primaryemail',
    'workemail',
    'contactemail',
    'customeremail',
    'useremail',
    'email1value',
    'emailadresse',
    'mailadresse',
    'adresseemail',
    'courriel',
    'correo',
    'correoelectronico',
    'emailadres',
    'userprincipalname',
    'upn',
  ],
  user_name: [
    'username',
    'userid',
    'login',
    'loginname',
    'loginid',
    'logonname',
    'samaccountname',
    'benutzername',
    'anmeldename',
    'nomdutilisateur',
    'identifiant',
    'nombredeusuario',
    'gebruikersnaam',
    'userprincipalname',
    'upn',
  ],
  company: [
    'company',
    'companyname',
    'organization',
    'organisation',
    'organizationname',
    'accountname',
    'customer',
    'firm',
    'firma',
    'unternehmen',
    'entreprise',
    'societe',
    'empresa',
    'bedrijf',
  ],
  phone: [
    'phone',
    'phonenumber',
    'telephone',
    'telephonenumber',
    'businessphone',
    'workphone',
    'mobile',
    'mobilephone',
    'mobilenumber',
    'cell',
    'cellphone',
    'phone1value',
    'telefon',
    'telefonnummer',
    'mobil',
    'handy',
    'telefono',
    'telefoon',
    'portable',
  ],
  is_poc: ['ispoc', 'poc', 'pointofcontact', 'ispointofcontact', 'isapprover'],
  poc_name: ['pocname', 'pointofcontactname', 'approvername'],
  poc_email: ['pocemail', 'pocmail', 'pointofcontactemail', 'approveremail'],
};

/** A column's name as the list above has it: "E-Mail Address" is "emailaddress". */
function plain(column: string): string {
  return column
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The column's place among the names of a field; -1 where it is none of them. */
export function rankOf(column: string, field: DirectoryField): number {
  return names[field].indexOf(plain(column));
}

/** Whether any field is known under this name. */
export function isKnownColumn(column: string): boolean {
  const name = plain(column);
  return Object.values(names).some((known) => known.includes(name));
}
